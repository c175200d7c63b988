import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A body that only who sent the request can read again. */
export const SealedBody = z.strictObject({ iv: z.string(), tag: z.string(), sealed: z.string() });
export type SealedBody = z.infer<typeof SealedBody>;

const ALGORITHM = 'aes-256-gcm';

// The secret is one that the database holds only as a hash, so a copy of the database opens nothing.
function keyFrom(secret: string, salt: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, 'tollgate idempotency answer', 32));
}

/** Encrypts an answer under the caller's own secret; it may tell a secret of its own that is stored nowhere. */
export function sealAnswer(body: string, secret: string, salt: string): SealedBody {
  const iv = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, keyFrom(secret, salt), iv);
  const sealed = Buffer.concat([cipher.update(body, 'utf8'), cipher.final()]);
  return {
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

/** Opens what `sealAnswer` closed; throws under another secret or salt. */
export function openAnswer({ iv, tag, sealed }: SealedBody, secret: string, salt: string): string {
  const decipher = createDecipheriv(ALGORITHM, keyFrom(secret, salt), Buffer.from(iv, 'base64'));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()]).toString('utf8');
}
