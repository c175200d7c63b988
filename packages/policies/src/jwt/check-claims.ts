import { listClaim, type ParsedJwt, textClaim, timeClaim } from '@tollgate/domain/jwt/parse-jwt';
import type { Continue, Reject } from '../policy.ts';
import type { JwtConfig } from './schema.ts';

type Claims = ParsedJwt['claims'];

const APP_ID = /^app_[1-9A-HJ-NP-Za-km-z]{22}$/;
/** The challenge to a token that was sent and is not right (RFC 6750). */
export const INVALID = ['www-authenticate', 'Bearer realm="api", error="invalid_token"'];

const appTables = new WeakMap<JwtConfig, ReadonlyMap<string, string>>();

/** Who calls by a token whose signature is proved, or why its claims are not enough. */
export function checkClaims(claims: Claims, config: JwtConfig): Continue | Reject {
  if (!listClaim(claims, 'aud').some((audience) => config.audiences.includes(audience))) {
    return untrusted('The token is for another audience.');
  }
  for (const wanted of config.requiredClaims) {
    if (!hasClaim(claims, wanted))
      return untrusted(`The token lacks what is asked for in ${nameOf(wanted)}.`);
  }
  const scopes = scopesOf(claims);
  if (!config.requiredScopes.every((scope) => scopes.has(scope))) return lacksScope(config.requiredScopes);
  const appId = appOf(claims, config);
  if (!appId) {
    return {
      kind: 'reject',
      problem: 'token_app_unknown',
      detail: `The claim ${config.appClaim} of the token names no app of this provider.`,
    };
  }
  return {
    kind: 'continue',
    principal: {
      keyId: '',
      appId,
      environment: config.environment,
      credentialHeaders: config.forwardToken ? [] : ['authorization'],
    },
  };
}

/** From when until when a token holds, or why it does not hold now. A token without an end holds never. */
export function checkTimes(
  claims: Claims,
  nowMs: number,
  skewSeconds: number,
): { notBeforeMs: number; expiresAtMs: number } | Reject {
  const skewMs = skewSeconds * 1000;
  const endMs = timeClaim(claims, 'exp');
  const startMs = timeClaim(claims, 'nbf') ?? 0;
  const issuedMs = timeClaim(claims, 'iat') ?? 0;
  if (endMs === undefined) return untrusted('The token has no end: it needs the claim exp.');
  if (Number.isNaN(endMs + startMs + issuedMs)) return untrusted('A time in the token is no number.');
  const notBeforeMs = Math.max(startMs, issuedMs) - skewMs;
  const expiresAtMs = endMs + skewMs;
  if (expiresAtMs <= nowMs) return expired('The token has expired: fetch a new one.');
  if (notBeforeMs > nowMs) return expired('The token is not valid yet: check the clock of its issuer.');
  return { notBeforeMs, expiresAtMs };
}

function appOf(claims: Claims, config: JwtConfig): string | undefined {
  const value = textClaim(claims, config.appClaim);
  if (value === undefined) return undefined;
  if (config.apps.length === 0) return APP_ID.test(value) ? value : undefined;
  let table = appTables.get(config);
  if (!table) {
    table = new Map(config.apps.map((line) => line.split('=') as [string, string]));
    appTables.set(config, table);
  }
  return table.get(value);
}

function hasClaim(claims: Claims, wanted: string): boolean {
  const name = nameOf(wanted);
  if (!Object.hasOwn(claims, name) || claims[name] === null) return false;
  if (name === wanted) return true;
  const value = wanted.slice(name.length + 1);
  return [claims[name]].flat().some((entry) => typeof entry !== 'object' && String(entry) === value);
}

function nameOf(wanted: string): string {
  const at = wanted.indexOf('=');
  return at === -1 ? wanted : wanted.slice(0, at);
}

function scopesOf(claims: Claims): Set<string> {
  const scope = textClaim(claims, 'scope')?.split(' ') ?? [];
  return new Set([...scope, ...listClaim(claims, 'scp').flatMap((entry) => entry.split(' '))]);
}

function lacksScope(scopes: readonly string[]): Reject {
  const wanted = scopes.join(' ');
  const challenge = `Bearer realm="api", error="insufficient_scope", scope="${wanted}"`;
  return {
    kind: 'reject',
    problem: 'scope_insufficient',
    detail: `The token needs the scope ${wanted}.`,
    headers: ['www-authenticate', challenge],
  };
}

function untrusted(detail: string): Reject {
  return { kind: 'reject', problem: 'token_untrusted', detail, headers: INVALID };
}

function expired(detail: string): Reject {
  return { kind: 'reject', problem: 'token_expired', detail, headers: INVALID };
}
