import type { Environment } from '@tollgate/domain/environment';
import type { KeySet } from '@tollgate/domain/jwt/key-set';
import { listClaim, type ParsedJwt, parseJwt, textClaim, timeClaim } from '@tollgate/domain/jwt/parse-jwt';
import { isSignedBy } from '@tollgate/domain/jwt/verify-jwt';
import { bearerToken } from '../bearer-token.ts';
import { Gate } from '../gate.ts';
import type { Decision, PolicyHandler, PolicyRequest, Reject } from '../policy.ts';
import { VerifiedTokens } from '../verified-tokens.ts';
import type { OauthConfig } from './schema.ts';

/** What the handler needs to know of a client. */
export interface ClientFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly environment: Environment;
  readonly revokedAt: string | null;
}

export interface OauthDeps {
  /** Looks a client up in memory. */
  findClient(id: string): ClientFacts | undefined;
  /** Looks a key that signs tokens up in memory. */
  findSigningKey(
    id: string,
  ): { readonly record: { readonly tenantId: string }; readonly keys: KeySet } | undefined;
  /** Whether what is in memory is all there is. */
  isComplete(): boolean;
}

/** A token whose signature is proved; its client is looked up for every call. */
interface Verified {
  readonly jwt: ParsedJwt;
  readonly keys: KeySet;
  readonly expiresAtMs: number;
  readonly productIds: ReadonlySet<string>;
}

const MAX_CHECKS = 512;
const TOKEN_TYPE = 'at+jwt';
const OUR_KEY = /^sgk_/;
const INVALID = ['www-authenticate', 'Bearer realm="api", error="invalid_token"'];
const OVERLOADED: Reject = {
  kind: 'reject',
  problem: 'overloaded',
  detail: 'Too many new tokens are being checked: try again shortly.',
  headers: ['retry-after', '1'],
};
const MISSING: Reject = {
  kind: 'reject',
  problem: 'token_missing',
  detail: 'Fetch a token with the client of your app and send it as "Authorization: Bearer <token>".',
  headers: ['www-authenticate', 'Bearer realm="api"'],
  credential: 'absent',
};
const EXPIRED = refuse('token_expired', 'The token has expired: fetch a new one.');
const REVOKED = refuse(
  'token_revoked',
  'The client of this token was revoked: create another in the portal.',
);
const UNTRUSTED = refuse('token_untrusted', 'The token was not issued here, or was changed.');

/** Makes the handler of the oauth policy. */
export function createOauthHandler(deps: OauthDeps): PolicyHandler<OauthConfig> {
  const verified = new VerifiedTokens<Verified>();
  const checks = new Gate(MAX_CHECKS);

  const prove = async (token: string, jwt: ParsedJwt, keys: KeySet, request: PolicyRequest) => {
    const isSigned = await checks.run(() => isSignedBy(jwt, keys), OVERLOADED);
    if (isSigned === OVERLOADED) return OVERLOADED;
    if (isSigned !== true || !listClaim(jwt.claims, 'aud').includes(request.tenantId)) return UNTRUSTED;
    const proof: Verified = {
      jwt,
      keys,
      expiresAtMs: timeClaim(jwt.claims, 'exp') ?? 0,
      productIds: new Set(listClaim(jwt.claims, 'products')),
    };
    verified.put(deps, token, proof);
    return admit(proof, request, deps);
  };

  return (request) => {
    const token = bearerToken(request);
    if (token === undefined) return MISSING;
    const known = verified.find(deps, token);
    const jwt = known?.jwt ?? parseJwt(token);
    if (!jwt) {
      return { ...refuse('token_malformed', 'This is no signed JWT of three parts.'), credential: 'foreign' };
    }
    if (jwt.type !== TOKEN_TYPE || !jwt.keyId || !OUR_KEY.test(jwt.keyId)) {
      return { ...UNTRUSTED, credential: 'foreign' };
    }
    if (!((timeClaim(jwt.claims, 'exp') ?? 0) > request.nowMs)) return EXPIRED;
    const signing = deps.findSigningKey(jwt.keyId);
    if (signing === undefined || signing.record.tenantId !== request.tenantId) return unknown(deps);
    if (known && known.keys === signing.keys) return admit(known, request, deps);
    return prove(token, jwt, signing.keys, request);
  };
}

function admit(proof: Verified, request: PolicyRequest, deps: OauthDeps): Decision {
  const client = deps.findClient(textClaim(proof.jwt.claims, 'client_id') ?? '');
  if (client === undefined || client.tenantId !== request.tenantId) return unknown(deps);
  if (client.revokedAt !== null) return REVOKED;
  return {
    kind: 'continue',
    principal: {
      keyId: client.id,
      appId: client.appId,
      environment: client.environment,
      productIds: proof.productIds,
      credentialHeaders: ['authorization'],
    },
  };
}

function unknown(deps: OauthDeps): Decision {
  if (deps.isComplete()) return UNTRUSTED;
  return {
    kind: 'reject',
    problem: 'not_ready',
    detail: 'The gateway does not know all clients yet: try again in a few seconds.',
    headers: ['retry-after', '2'],
  };
}

function refuse(problem: Reject['problem'], detail: string): Reject {
  return { kind: 'reject', problem, detail, headers: INVALID };
}
