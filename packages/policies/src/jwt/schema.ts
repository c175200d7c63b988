import { Environment } from '@tollgate/domain/environment';
import { JWT_ALGORITHMS } from '@tollgate/domain/jwt/algorithm-names';
import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

const ClaimName = z
  .string()
  .regex(/^[\w./:-]{1,100}$/, 'must be a claim such as client_id or https://example.com/app');
const Scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'must be a scope without spaces');
const Address = z
  .string()
  .max(1000)
  .refine(
    (text) => text === '' || /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
    'must be an https address',
  )
  .refine(
    (text) => !/^[^/]*\/\/[^/]*@/.test(text) && !text.includes('#'),
    'must hold no password or fragment',
  );

export const JwtConfig = z
  .strictObject({
    issuer: z
      .string()
      .min(1, 'must not be empty')
      .max(500)
      .describe('Who issues the tokens: iss must be this, letter by letter.'),
    audiences: z
      .array(z.string().min(1).max(500))
      .min(1, 'needs an audience')
      .max(20)
      .describe('Whom the tokens are for: aud must hold one of these.'),
    jwksUrl: Address.default('').describe(
      'Where the issuer publishes its keys: its JWKS, or its discovery document, …/.well-known/openid-configuration. Read ahead of requests, and again when keys change.',
    ),
    jwks: z
      .string()
      .max(50_000)
      .default('')
      .describe('The keys themselves as a JWKS, instead of an address: {"keys":[…]}, public keys only.'),
    algorithms: z
      .array(z.enum(JWT_ALGORITHMS))
      .min(1, 'needs an algorithm')
      .default(['RS256', 'ES256', 'EdDSA'])
      .describe(`Signatures that are accepted, of ${JWT_ALGORITHMS.join(', ')}.`),
    appClaim: ClaimName.default('client_id').describe('The claim that says which app calls.'),
    apps: z
      .array(
        z.string().regex(/^[^\s=,]{1,200}=app_[1-9A-HJ-NP-Za-km-z]{22}$/, 'must be written as value=app_…'),
      )
      .max(2000)
      .default([])
      .describe(
        'Values of that claim and the apps they stand for, each as value=app_…. Without any, the claim holds the id of the app.',
      ),
    environment: Environment.default('live').describe(
      'The environment these tokens belong to: live or test.',
    ),
    requiredClaims: z
      .array(z.string().regex(/^[\w./:-]{1,100}(=\S{0,200})?$/, 'must be written as claim or claim=value'))
      .max(20)
      .default([])
      .describe(
        'Claims a token must have, as claim, or as claim=value; of a list, one entry must be the value.',
      ),
    requiredScopes: z
      .array(Scope)
      .max(20)
      .default([])
      .describe('Scopes a token must have, in its claim scope or scp.'),
    clockSkewSeconds: z
      .int()
      .min(0)
      .max(300)
      .default(30)
      .describe('How far clocks may differ when a token is held against its times.'),
    forwardToken: z.boolean().default(false).describe('Whether the upstream gets the token as well.'),
  })
  .refine((config) => (config.jwksUrl === '') !== (config.jwks === ''), {
    path: ['jwksUrl'],
    message: 'give an address or the keys themselves, one of the two',
  })
  .refine((config) => config.jwks === '' || hasKeys(config.jwks), {
    path: ['jwks'],
    message: 'must be a JWKS such as {"keys":[{"kty":"RSA",…}]} with public keys only',
  });
export type JwtConfig = z.infer<typeof JwtConfig>;

// As far as can be told without cryptography: public keys of kinds that sign, RSA of 2048 bits at least.
function hasKeys(text: string): boolean {
  try {
    const { keys } = JSON.parse(text) as { keys?: Record<string, unknown>[] };
    return Array.isArray(keys) && keys.length > 0 && keys.every(isPublicKey);
  } catch {
    return false;
  }
}

function isPublicKey({ kty, crv, n, x, d }: Record<string, unknown>): boolean {
  if (d !== undefined) return false;
  if (kty === 'RSA') return typeof n === 'string' && n.length >= 341;
  const curves = kty === 'EC' ? ['P-256', 'P-384', 'P-521'] : kty === 'OKP' ? ['Ed25519'] : [];
  return curves.includes(String(crv)) && typeof x === 'string';
}

/** Admits callers with a JWT of an issuer the provider trusts. */
export const schema: PolicySchema<JwtConfig> = {
  id: 'jwt',
  phase: 'authenticate',
  title: 'JWT',
  summary: 'Admits callers with a signed token of an issuer you trust, as Authorization: Bearer.',
  onDependencyDown: 'fail_closed',
  config: JwtConfig,
  credentialHeaders: ['authorization'],
  forwardsCredential: (config) => config.forwardToken,
  addresses: (config) => (config.jwksUrl === '' ? [] : [{ field: 'jwksUrl', url: config.jwksUrl }]),
};
