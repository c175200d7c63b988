import { type KeyObject, sign } from 'node:crypto';
import type { JwtAlgorithm } from './algorithm-names.ts';
import { cryptoKey, hashOf } from './algorithms.ts';

export interface JwtHeader {
  readonly algorithm: JwtAlgorithm;
  readonly keyId?: string;
  readonly type?: string;
}

/** A compact signed JWT. */
export function signJwt(header: JwtHeader, claims: Record<string, unknown>, key: KeyObject): string {
  const { algorithm, keyId, type = 'JWT' } = header;
  const head = encode({ alg: algorithm, typ: type, kid: keyId });
  const signed = `${head}.${encode(claims)}`;
  const signature = sign(hashOf(algorithm), Buffer.from(signed, 'latin1'), cryptoKey(key, algorithm));
  return `${signed}.${signature.toString('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
