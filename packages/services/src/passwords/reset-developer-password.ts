import { ResetPasswordInput } from '@tollgate/contract/sign-in';
import { developers } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import { hashSecret } from '@tollgate/domain/secrets';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Ctx, Services } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { forgiveAttempt } from '../sign-in/count-attempt.ts';
import { hashPassword } from '../sign-in/password.ts';
import { NO_RESET } from './reset-link.ts';

/**
 * Gives the developer of a mailed link a new password, ends all their sessions and lets them sign in again at once. Throws
 * `not_found` for a link that was used, replaced, made up, another tenant's, or is older than 30 minutes.
 */
export async function resetDeveloperPassword(
  services: Services,
  tenantId: string,
  input: ResetPasswordInput,
  requestId: string = newId('request'),
): Promise<{ email: string }> {
  const { secret, password } = parseInput(ResetPasswordInput, input);
  const isOpen = and(
    eq(developers.tenantId, tenantId),
    eq(developers.resetHash, hashSecret(secret)),
    gt(developers.resetExpiresAt, services.now()),
    eq(developers.status, 'active'),
  );
  const scope = { db: services.db, tenantId };
  const known = await withTenantTx(scope, (tx) =>
    tx.select({ id: developers.id }).from(developers).where(isOpen),
  );
  if (known.length === 0) throw notFound('open link');
  const passwordHash = await hashPassword(password);
  const { email } = await withTenantTx(scope, async (tx) => {
    const [row] = await tx
      .update(developers)
      .set({
        ...{ passwordHash, ...NO_RESET, updatedAt: services.now() },
        sessionVersion: sql`${developers.sessionVersion} + 1`,
      })
      .where(isOpen)
      .returning();
    if (!row) throw notFound('open link');
    const actor = { kind: 'developer', id: row.id, name: row.name } as const;
    const ctx: Ctx = { ...services, tenantId, actor, requestId };
    const target = { kind: 'developer', id: row.id, name: row.email };
    await recordChange(tx, ctx, { action: 'developer.password_reset', target });
    return row;
  });
  await forgiveAttempt(services, { account: `developer:${tenantId}:${email.toLowerCase()}`, address: '' });
  return { email };
}
