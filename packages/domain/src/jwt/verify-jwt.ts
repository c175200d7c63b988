import { type KeyObject, verify } from 'node:crypto';
import type { JwtAlgorithm } from './algorithm-names.ts';
import { cryptoKey, hashOf } from './algorithms.ts';
import { type KeySet, keysFor } from './key-set.ts';
import type { ParsedJwt } from './parse-jwt.ts';

/** A token without a key id is tried with as many keys as this. */
const MAX_TRIES = 4;

/** Whether one of the keys signed the token; checked beside the event loop. */
export async function isSignedBy(jwt: ParsedJwt, set: KeySet): Promise<boolean> {
  const { algorithm } = jwt;
  if (algorithm === null) return false;
  for (const { key } of keysFor(set, jwt.keyId, algorithm).slice(0, MAX_TRIES)) {
    if (await isSignedWith(jwt, key, algorithm)) return true;
  }
  return false;
}

function isSignedWith(jwt: ParsedJwt, key: KeyObject, algorithm: JwtAlgorithm): Promise<boolean> {
  return new Promise((resolve) => {
    verify(hashOf(algorithm), jwt.signed, cryptoKey(key, algorithm), jwt.signature, (error, isRight) => {
      resolve(error === null && isRight);
    });
  });
}
