import type { PolicyRequest } from './policy.ts';

const BEARER = /^bearer +/i;
const OUR_SECRET = /^tg_/;

/**
 * The token of `Authorization: Bearer`, unless it is a secret of ours, such as an API key. Several headers are
 * joined, which makes no token of them.
 */
export function bearerToken(request: PolicyRequest): string | undefined {
  const values = request.headerValues('authorization').filter((value) => BEARER.test(value));
  if (values.length === 0) return undefined;
  const token = values.map((value) => value.replace(BEARER, '').trim()).join(', ');
  return OUR_SECRET.test(token) ? undefined : token;
}
