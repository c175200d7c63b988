import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const KEY_BYTES = 32;
const MAX_KEYS = 8;

/** The keys that secrets at rest are sealed with. */
export interface SealingKeys {
  /** The one that seals. */
  current: { id: string; key: KeyObject };
  /** All that open, the current one among them. */
  byId: ReadonlyMap<string, KeyObject>;
}

function parseKey(text: string): { id: string; key: KeyObject } | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== text) return undefined;
  // The id is of the key itself, so that no one has to name keys; a hash of 256 random bits tells nothing of them.
  const id = createHash('sha256').update('tollgate sealing key id').update(bytes).digest('hex').slice(0, 8);
  return { id, key: createSecretKey(bytes) };
}

/**
 * The setting `ENCRYPTION_KEY`: 32 bytes in base64, or several with commas between. The first seals, all of them
 * open: to rotate, put a new one in front and keep the old ones until everything is sealed anew.
 */
export const SealingKeys = z
  .string()
  .max(MAX_KEYS * 50)
  .transform((text, context): SealingKeys => {
    const keys = text.split(',').map((part) => parseKey(part.trim()));
    const [current] = keys;
    const known = keys.filter((key) => key !== undefined);
    if (!current || known.length < keys.length || keys.length > MAX_KEYS) {
      const message = `must be 32 bytes in base64, or up to ${MAX_KEYS} such keys with commas between`;
      context.issues.push({ code: 'custom', message, input: '' });
      return z.NEVER;
    }
    return { current, byId: new Map(known.map(({ id, key }) => [id, key])) };
  });

/** The same where it may be left out: undefined then, and for an empty text. */
export const OptionalSealingKeys = z
  .literal('')
  .transform(() => undefined)
  .or(SealingKeys)
  .optional();
