import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** The kinds of thing that carry an id, and the prefix each id starts with. */
export const ID_PREFIXES = {
  tenant: 'tnt',
  person: 'psn',
  member: 'mbr',
  invitation: 'ivt',
  api: 'api',
  apiVersion: 'ver',
  operation: 'opn',
  apiImport: 'imp',
  product: 'prd',
  plan: 'pln',
  planVersion: 'plv',
  developer: 'dev',
  app: 'app',
  subscription: 'sub',
  apiKey: 'key',
  client: 'cli',
  certificate: 'crt',
  signingKey: 'sgk',
  invoice: 'inv',
  invoiceLine: 'ivl',
  token: 'tok',
  gatewayToken: 'gwt',
  gateway: 'gwy',
  audit: 'aud',
  mail: 'mal',
  request: 'req',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;
export type Id<K extends IdKind> = string & { readonly __kind: K };

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BODY_LENGTH = 22;

/** A UUIDv7 as 16 bytes: 48 bits of Unix milliseconds, then random bits with version and variant set. */
export function uuidV7Bytes(atMs: number = Date.now()): Uint8Array {
  const bytes = new Uint8Array(randomBytes(16));
  let rest = Math.floor(atMs);
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return bytes;
}

/** A UUIDv7 in its canonical 36-character form. */
export function uuidV7(atMs?: number): string {
  const hex = Buffer.from(uuidV7Bytes(atMs)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function base58(bytes: Uint8Array): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  while (value > 0n) {
    text = ALPHABET[Number(value % 58n)] + text;
    value /= 58n;
  }
  return text.padStart(BODY_LENGTH, '1');
}

/** A new id such as `app_1C3XR6Gzv…`: its kind's prefix and a UUIDv7 in base58, so ids sort by time. */
export function newId<K extends IdKind>(kind: K, atMs?: number): Id<K> {
  return `${ID_PREFIXES[kind]}_${base58(uuidV7Bytes(atMs))}` as Id<K>;
}

/** A zod schema that accepts ids of one kind and nothing else. */
export function idSchema<K extends IdKind>(kind: K) {
  const pattern = new RegExp(`^${ID_PREFIXES[kind]}_[1-9A-HJ-NP-Za-km-z]{${BODY_LENGTH}}$`);
  return z
    .string()
    .regex(pattern, `must be an id that starts with ${ID_PREFIXES[kind]}_`)
    .transform((text) => text as Id<K>);
}
