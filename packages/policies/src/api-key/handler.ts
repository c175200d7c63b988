import type { Environment } from '@tollgate/domain/environment';
import { isWellFormedSecret } from '@tollgate/domain/secrets';
import type { Decision, PolicyHandler, PolicyRequest, Reject } from '../policy.ts';
import type { ApiKeyConfig } from './schema.ts';

/** What the handler needs to know of a key. */
export interface KeyFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly environment: Environment;
  /** Unix milliseconds; null when it never does. */
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
}

export interface ApiKeyDeps {
  /** Looks a plain key up in memory. */
  findKey(token: string): KeyFacts | undefined;
  /** Whether the keys in memory are all there are; while they are not, an unknown key is not refused as unknown. */
  isComplete(): boolean;
}

const CHALLENGE = ['www-authenticate', 'Bearer realm="api"'];
const BEARER = /^bearer +/i;
const SENT_KEY = /^(?:bearer +)?tg_/i;
const MALFORMED = reject(
  'key_malformed',
  'The key is cut off or mistyped: copy all of it, from tg_ to the end.',
);

/** Makes the handler of the api-key policy. */
export function createApiKeyHandler(deps: ApiKeyDeps): PolicyHandler<ApiKeyConfig> {
  return (request) => {
    const found = findCredential(request);
    if ('kind' in found) return found;
    const { token, headers } = found;
    const prefixEnvironment = token.startsWith('tg_test_') ? 'test' : 'live';
    if (!isWellFormedSecret(token, prefixEnvironment === 'test' ? 'tg_test' : 'tg_live')) {
      return MALFORMED;
    }
    const key = deps.findKey(token);
    if (key === undefined || key.tenantId !== request.tenantId) return unknown(deps);
    const refusal = refuse(key, prefixEnvironment, request.nowMs);
    if (refusal) return refusal;
    return {
      kind: 'continue',
      principal: {
        keyId: key.id,
        appId: key.appId,
        environment: key.environment,
        credentialHeaders: headers,
      },
    };
  };
}

function unknown(deps: ApiKeyDeps): Decision {
  if (deps.isComplete())
    return reject('key_unknown', 'No key like this exists here: check it in the portal.');
  return {
    kind: 'reject',
    problem: 'not_ready',
    detail: 'The gateway does not know all keys yet: try again in a few seconds.',
    headers: ['retry-after', '2'],
  };
}

function refuse(key: KeyFacts, prefixEnvironment: Environment, nowMs: number): Reject | undefined {
  if (key.revokedAtMs !== null && key.revokedAtMs <= nowMs) {
    return reject('key_revoked', 'This key was revoked: create another in the portal.');
  }
  if (key.expiresAtMs !== null && key.expiresAtMs <= nowMs) {
    return reject('key_expired', 'This key has expired: create another in the portal.');
  }
  if (key.environment !== prefixEnvironment) {
    return reject(
      'key_wrong_environment',
      `This is a key for ${key.environment}, not for ${prefixEnvironment}.`,
    );
  }
  return undefined;
}

function findCredential(request: PolicyRequest): { token: string; headers: string[] } | Reject {
  const tokens = new Set<string>();
  let isForeign = false;
  const headers = ['x-api-key', 'apikey'];
  for (const name of headers) {
    for (const value of request.headerValues(name)) tokens.add(value.trim());
  }
  const authorizations = request.headerValues('authorization');
  for (const value of authorizations) {
    // With a key in another header, an Authorization that is not ours is meant for the upstream.
    const isOurs = SENT_KEY.test(value);
    if (isOurs || (tokens.size === 0 && BEARER.test(value))) {
      tokens.add(value.replace(BEARER, '').trim());
      isForeign = !isOurs;
      if (!headers.includes('authorization')) headers.push('authorization');
    }
  }
  if (tokens.size === 0) {
    return {
      ...reject('key_missing', 'Send your API key as "Authorization: Bearer <key>" or "X-API-Key: <key>".'),
      credential: 'absent',
    };
  }
  if (tokens.size > 1) return reject('key_malformed', 'Several different keys were sent: send one.');
  if (isForeign) return { ...MALFORMED, credential: 'foreign' };
  const [token] = tokens;
  return { token: token as string, headers };
}

function reject(problem: Reject['problem'], detail: string): Reject {
  return { kind: 'reject', problem, detail, headers: CHALLENGE };
}
