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
  /** Whether it led to a key lately; its checksum was right then. */
  isKnown(token: string): boolean;
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
    const prefix = prefixEnvironment === 'test' ? 'tg_test' : 'tg_live';
    if (!deps.isKnown(token) && !isWellFormedSecret(token, prefix)) return MALFORMED;
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

/** Headers that carry keys, and with Authorization where that carries one too. */
const KEY_HEADERS = ['x-api-key', 'apikey'];
const ALL_HEADERS = [...KEY_HEADERS, 'authorization'];

function findCredential(request: PolicyRequest): { token: string; headers: string[] } | Reject {
  let token: string | undefined;
  let isForeign = false;
  let areSeveral = false;
  let headers = KEY_HEADERS;
  for (const name of KEY_HEADERS) {
    for (const value of request.headerValues(name)) {
      areSeveral ||= token !== undefined && token !== value;
      token = value;
    }
  }
  for (const value of request.headerValues('authorization')) {
    // With a key in another header, an Authorization that is not ours is meant for the upstream.
    const isOurs = SENT_KEY.test(value);
    if (!isOurs && (token !== undefined || !BEARER.test(value))) continue;
    const sent = value.replace(BEARER, '');
    areSeveral ||= token !== undefined && token !== sent;
    token = sent;
    isForeign = !isOurs;
    headers = ALL_HEADERS;
  }
  if (token === undefined) {
    return {
      ...reject('key_missing', 'Send your API key as "Authorization: Bearer <key>" or "X-API-Key: <key>".'),
      credential: 'absent',
    };
  }
  if (areSeveral) return reject('key_malformed', 'Several different keys were sent: send one.');
  if (isForeign) return { ...MALFORMED, credential: 'foreign' };
  return { token, headers };
}

function reject(problem: Reject['problem'], detail: string): Reject {
  return { kind: 'reject', problem, detail, headers: CHALLENGE };
}
