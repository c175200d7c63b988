import { createPublicKey, type JsonWebKeyInput, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { JWT_ALGORITHMS, type JwtAlgorithm } from './algorithm-names.ts';
import { isJwtAlgorithm, keyFits } from './algorithms.ts';

/** A public key of an issuer and the algorithms it may be used with. */
export interface TrustedKey {
  readonly keyId: string | null;
  readonly key: KeyObject;
  readonly algorithms: readonly JwtAlgorithm[];
}

/** The public keys of an issuer. */
export type KeySet = readonly TrustedKey[];

/** More keys than these are not read. */
const MAX_KEYS = 100;
const Jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/**
 * Reads a JWKS (RFC 7517). Keys that cannot verify here are left out: shared secrets, private keys, those for
 * encryption, unknown kinds and RSA below 2048 bits. Throws when the text is no JWKS or holds no usable key.
 */
export function parseKeySet(text: string): KeySet {
  return readKeys(Jwks.parse(JSON.parse(text)).keys);
}

/** The keys of a set that can verify; throws when there are none. */
export function readKeys(keys: readonly Record<string, unknown>[]): KeySet {
  const set = keys.slice(0, MAX_KEYS).flatMap((jwk) => readKey(jwk) ?? []);
  if (set.length === 0) throw new Error('the JWKS holds no public key that can verify a signature');
  return set;
}

/** Every key that a token with this key id and algorithm may be signed with. */
export function keysFor(set: KeySet, keyId: string | null, algorithm: JwtAlgorithm): TrustedKey[] {
  return set.filter(
    (entry) => (keyId === null || entry.keyId === keyId) && entry.algorithms.includes(algorithm),
  );
}

function readKey(jwk: Record<string, unknown>): TrustedKey | undefined {
  const { kty, use, alg, kid, key_ops: operations } = jwk;
  if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') return undefined;
  if ('d' in jwk || (use !== undefined && use !== 'sig')) return undefined;
  if (Array.isArray(operations) && !operations.includes('verify')) return undefined;
  if (alg !== undefined && !isJwtAlgorithm(alg)) return undefined;
  try {
    const key = createPublicKey({ key: jwk as JsonWebKeyInput['key'], format: 'jwk' });
    const algorithms = (alg === undefined ? JWT_ALGORITHMS : [alg]).filter((one) => keyFits(key, one));
    if (algorithms.length === 0) return undefined;
    return { keyId: typeof kid === 'string' ? kid : null, key, algorithms };
  } catch {
    return undefined;
  }
}
