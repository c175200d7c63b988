import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKeys } from './sealing-keys.ts';

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 'sealed1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Longer than any certificate chain, token or password we keep. */
const MAX_TEXT_BYTES = 64 * 1024;
const MAX_SEALED_LENGTH = 4 * Math.ceil((MAX_TEXT_BYTES + NONCE_BYTES + TAG_BYTES) / 3) + 64;

/** Where a sealed secret belongs: copied to another tenant, record or purpose, it does not open there. */
export interface SealedFor {
  tenantId: string;
  /** What it is, and of which record: `upstream_password:ups_…`. */
  purpose: string;
}

function authenticatedData(header: string, { tenantId, purpose }: SealedFor): Buffer {
  // A JSON list, because joined texts could be cut elsewhere and mean the same.
  return Buffer.from(JSON.stringify([header, tenantId, purpose]), 'utf8');
}

/**
 * Seals a secret for keeping at rest by AES-256-GCM with the current key: `sealed1.<key id>.<base64url>`.
 * Sealing one text twice gives two results. Throws for a text of more than 64 KiB.
 */
export function sealSecret(keys: SealingKeys, sealedFor: SealedFor, text: string): string {
  const plain = Buffer.from(text, 'utf8');
  if (plain.length > MAX_TEXT_BYTES)
    throw new RangeError(`A secret to seal may have ${MAX_TEXT_BYTES} bytes, not ${plain.length}.`);
  const { id, key } = keys.current;
  const header = `${FORMAT}.${id}`;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(authenticatedData(header, sealedFor));
  const body = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `${header}.${body.toString('base64url')}`;
}

/**
 * Opens what `sealSecret` made. Throws when it was sealed with a key that is not known, for another tenant or
 * purpose, or was changed; the message holds nothing of the secret.
 */
export function openSecret(keys: SealingKeys, sealedFor: SealedFor, sealed: string): string {
  const [format, id = '', text = '', ...rest] = sealed.length > MAX_SEALED_LENGTH ? [] : sealed.split('.');
  const body = Buffer.from(text, 'base64url');
  if (format !== FORMAT || rest.length > 0 || body.length < NONCE_BYTES + TAG_BYTES)
    throw new Error(`This is not a sealed secret (${sealedFor.purpose}).`);
  const key = keys.byId.get(id);
  if (!key)
    throw new Error(
      `The key ${id}, which sealed this secret, is not in ENCRYPTION_KEY (${sealedFor.purpose}).`,
    );
  const decipher = createDecipheriv(ALGORITHM, key, body.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(authenticatedData(`${format}.${id}`, sealedFor));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    const plain = decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Error(`This secret was changed, or sealed for something else (${sealedFor.purpose}).`, {
      cause,
    });
  }
}
