import { constants, type KeyObject, type SignKeyObjectInput } from 'node:crypto';
import { JWT_ALGORITHMS, type JwtAlgorithm } from './algorithm-names.ts';

const CURVES: Partial<Record<JwtAlgorithm, string>> = {
  ES256: 'prime256v1',
  ES384: 'secp384r1',
  ES512: 'secp521r1',
};
const MIN_RSA_BITS = 2048;

/** Whether a text names an algorithm of ours; never true of `none` or those of a shared secret. */
export function isJwtAlgorithm(text: unknown): text is JwtAlgorithm {
  return (JWT_ALGORITHMS as readonly unknown[]).includes(text);
}

/** Whether a key may be used with an algorithm: its kind, its curve, and RSA of 2048 bits at least. */
export function keyFits(key: KeyObject, algorithm: JwtAlgorithm): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (algorithm === 'EdDSA') return type === 'ed25519';
  const curve = CURVES[algorithm];
  if (curve !== undefined) return type === 'ec' && details?.namedCurve === curve;
  return type === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS;
}

/** What node:crypto calls an algorithm's hash; null where the key says it. */
export function hashOf(algorithm: JwtAlgorithm): string | null {
  return algorithm === 'EdDSA' ? null : `sha${algorithm.slice(2)}`;
}

/** How node:crypto is told to use a key with an algorithm. */
export function cryptoKey(key: KeyObject, algorithm: JwtAlgorithm): SignKeyObjectInput {
  if (algorithm.startsWith('ES')) return { key, dsaEncoding: 'ieee-p1363' };
  if (!algorithm.startsWith('PS')) return { key };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
