import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Environment } from './environment.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 24;
const CHECKSUM_LENGTH = 6;

/** The prefixes of every secret we hand out, so that a leaked one can be told at a glance. */
export type SecretPrefix = 'tg_live' | 'tg_test' | 'tg_cs' | 'tg_hs' | 'tg_pat' | 'tg_gw';

export interface MintedSecret {
  /** The plain text: shown once, never stored. */
  token: string;
  /** SHA-256 in lower-case hex: what is stored. */
  hash: string;
  /** The first characters, safe to show. */
  preview: string;
}

function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      // 248 is the largest multiple of 62 below 256; larger bytes would favour some letters.
      if (byte < 248 && text.length < length) text += BASE62[byte % 62];
    }
  }
  return text;
}

/** The six base62 letters that close a secret: the CRC-32 of all that stands before them. */
export function secretChecksum(body: string): string {
  let value = crc32(body);
  let text = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    text = (BASE62[value % 62] as string) + text;
    value = Math.floor(value / 62);
  }
  return text;
}

/** SHA-256 of a secret in lower-case hex. */
export function hashSecret(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Makes a secret with about 142 random bits: `<prefix>_<24 random base62><6 checksum>`. */
export function mintSecret(prefix: SecretPrefix): MintedSecret {
  const body = `${prefix}_${randomBase62(RANDOM_LENGTH)}`;
  const token = body + secretChecksum(body);
  return { token, hash: hashSecret(token), preview: token.slice(0, prefix.length + 5) };
}

/** Makes an API key of an environment. */
export function mintApiKey(environment: Environment): MintedSecret {
  return mintSecret(environment === 'live' ? 'tg_live' : 'tg_test');
}

/** Whether a text has the shape and checksum of a secret with this prefix. Needs no look-up. */
export function isWellFormedSecret(token: string, prefix: SecretPrefix): boolean {
  const length = prefix.length + 1 + RANDOM_LENGTH + CHECKSUM_LENGTH;
  if (token.length !== length || !token.startsWith(`${prefix}_`)) return false;
  const body = token.slice(0, -CHECKSUM_LENGTH);
  return secretChecksum(body) === token.slice(-CHECKSUM_LENGTH);
}
