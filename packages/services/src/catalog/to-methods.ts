import type { CatalogMethod } from '@tollgate/contract/catalog';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import { HmacConfig } from '@tollgate/policies/hmac/schema';
import { JwtConfig } from '@tollgate/policies/jwt/schema';
import type { ServiceSettings } from '../context/ctx.ts';

/** The ways to authenticate that a list of policies lets callers choose from; keys where it names none. */
export function toMethods(policies: readonly PolicyUse[], settings: ServiceSettings): CatalogMethod[] {
  const methods = policies.flatMap((use) => toMethod(use, settings) ?? []);
  return methods.length === 0 ? [{ kind: 'api-key' }] : methods;
}

function toMethod({ id, config }: PolicyUse, settings: ServiceSettings): CatalogMethod | undefined {
  switch (id) {
    case 'api-key':
    case 'basic':
      return { kind: id };
    case 'oauth':
      return { kind: id, tokenUrl: `${settings.apiUrl}/oauth/token` };
    case 'jwt': {
      const { issuer, audiences, requiredScopes: scopes } = JwtConfig.parse(config);
      return { kind: id, issuer, audiences, scopes };
    }
    case 'hmac': {
      const { components, maxAgeSeconds } = HmacConfig.parse(config);
      return { kind: id, components, maxAgeSeconds };
    }
    default:
      return undefined;
  }
}
