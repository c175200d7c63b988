import { randomBytes } from 'node:crypto';
import { hashSecret } from '@tollgate/domain/secrets';
import type { NewMail } from '../mails/queue-mail.ts';

const VALID_MINUTES = 30;

/** A link's secret, and what the row of its person keeps of it. */
export function mintReset(now: Date) {
  const secret = randomBytes(24).toString('base64url');
  const resetExpiresAt = new Date(now.getTime() + VALID_MINUTES * 60_000);
  return { secret, row: { resetHash: hashSecret(secret), resetExpiresAt } };
}

/** What a new password leaves of a link. */
export const NO_RESET = { resetHash: null, resetExpiresAt: null };

/** The mail that carries a link; only who gets it may read it. */
export function resetMail(recipient: string, place: string, url: string): NewMail {
  return {
    recipient,
    subject: `Set a new password for ${place}`,
    body: `Somebody asked for a new password for ${recipient} at ${place}. Open this link within ${VALID_MINUTES} minutes to set one; it works once:\n\n${url}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
    readerRole: 'nobody',
  };
}
