import { type KeySet, parseKeySet } from '@tollgate/domain/jwt/key-set';
import { type ParsedJwt, parseJwt, textClaim } from '@tollgate/domain/jwt/parse-jwt';
import { isSignedBy } from '@tollgate/domain/jwt/verify-jwt';
import { bearerToken } from '../bearer-token.ts';
import { Gate } from '../gate.ts';
import type { Continue, Decision, PolicyHandler, PolicyRequest, Reject } from '../policy.ts';
import { VerifiedTokens } from '../verified-tokens.ts';
import { checkClaims, checkTimes, INVALID } from './check-claims.ts';
import type { JwtConfig } from './schema.ts';

/** The key sets of issuers, as the gateway holds them in memory. */
export interface JwksSource {
  /** What was read last; undefined while nothing was. Reads again in the background when that is old. */
  current(url: string): KeySet | undefined;
  /** Resolves after the read that is due, if one is allowed now, with what is known then. Never rejects. */
  refreshed(url: string): Promise<KeySet | undefined>;
}

export interface JwtDeps {
  readonly jwks: JwksSource;
}

/** A token whose signature and claims are proved; only its times change. */
interface Verified {
  readonly keys: KeySet;
  readonly notBeforeMs: number;
  readonly expiresAtMs: number;
  readonly decision: Continue;
}

/** Tokens under check at once; beyond, callers are told to come again. */
const MAX_CHECKS = 512;
/** Those of them that wait for an issuer, so that made-up key ids cannot hold up tokens that need no waiting. */
const MAX_WAITS = 128;
const OVERLOADED: Reject = {
  kind: 'reject',
  problem: 'overloaded',
  detail: 'Too many new tokens are being checked: try again shortly.',
  headers: ['retry-after', '1'],
};

const MISSING = 'Send a token as "Authorization: Bearer <token>".';
const UNTRUSTED = 'The signature of the token is not one of its issuer.';

/** Makes the handler of the jwt policy. */
export function createJwtHandler({ jwks }: JwtDeps): PolicyHandler<JwtConfig> {
  const verified = new VerifiedTokens<Verified>();
  const inline = new WeakMap<JwtConfig, KeySet>();
  const checks = new Gate(MAX_CHECKS);
  const waits = new Gate(MAX_WAITS);
  const keysOf = (config: JwtConfig) => {
    if (config.jwks === '') return jwks.current(config.jwksUrl);
    const keys = inline.get(config) ?? readInline(config.jwks);
    inline.set(config, keys);
    return keys;
  };

  const prove = async (jwt: ParsedJwt, config: JwtConfig): Promise<KeySet | Reject> => {
    const keys = keysOf(config);
    if (keys && (await isSignedBy(jwt, keys))) return keys;
    // A key that is not known may be new: the issuer is asked, as often as it may be.
    if (config.jwks !== '' || keys?.some((entry) => entry.keyId === jwt.keyId)) return untrusted(UNTRUSTED);
    const latest = await waits.run(() => jwks.refreshed(config.jwksUrl), keys);
    if (!latest) return unreachable();
    return latest !== keys && (await isSignedBy(jwt, latest)) ? latest : untrusted(UNTRUSTED);
  };

  const decide = async (token: string, jwt: ParsedJwt, request: PolicyRequest, config: JwtConfig) => {
    const keys = await checks.run(() => prove(jwt, config), OVERLOADED);
    if ('kind' in keys) return keys;
    const decision = checkClaims(jwt.claims, config);
    if (decision.kind === 'reject') return decision;
    const times = checkTimes(jwt.claims, request.nowMs, config.clockSkewSeconds);
    if ('kind' in times) return times;
    verified.put(config, token, { keys, decision, ...times });
    return decision;
  };

  return (request, config) => {
    const token = bearerToken(request);
    if (token === undefined) return { ...reject('token_missing', MISSING), credential: 'absent' };
    const known = verified.find(config, token);
    if (known && known.keys === keysOf(config) && known.notBeforeMs <= request.nowMs) {
      if (known.expiresAtMs > request.nowMs) return known.decision;
    }
    const jwt = parseJwt(token);
    if (!jwt) {
      return { ...reject('token_malformed', 'This is no signed JWT of three parts.'), credential: 'foreign' };
    }
    const refusal = refuse(jwt, request.nowMs, config);
    return refusal ?? decide(token, jwt, request, config);
  };
}

// What can be refused without asking the issuer or checking a signature; it tells nothing but what the token says.
function refuse(jwt: ParsedJwt, nowMs: number, config: JwtConfig): Decision | undefined {
  if (textClaim(jwt.claims, 'iss') !== config.issuer) {
    return { ...untrusted('The token is of another issuer.'), credential: 'foreign' };
  }
  if (jwt.algorithm === null || !config.algorithms.includes(jwt.algorithm)) {
    return untrusted('The token is signed by an algorithm that is not accepted here.');
  }
  const times = checkTimes(jwt.claims, nowMs, config.clockSkewSeconds);
  return 'kind' in times ? times : undefined;
}

function unreachable(): Reject {
  return {
    kind: 'reject',
    problem: 'issuer_unreachable',
    detail: 'The keys of the token’s issuer cannot be read right now: try again in a few seconds.',
    headers: ['retry-after', '10'],
  };
}

// A key that node:crypto cannot read proves nothing, and must not break the route.
function readInline(text: string): KeySet {
  try {
    return parseKeySet(text);
  } catch {
    return [];
  }
}

function untrusted(detail: string): Reject {
  return { kind: 'reject', problem: 'token_untrusted', detail, headers: INVALID };
}

function reject(problem: Reject['problem'], detail: string): Reject {
  const headers = problem === 'token_missing' ? ['www-authenticate', 'Bearer realm="api"'] : INVALID;
  return { kind: 'reject', problem, detail, headers };
}
