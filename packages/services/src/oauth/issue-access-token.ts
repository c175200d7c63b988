import { createPrivateKey, timingSafeEqual } from 'node:crypto';
import { apps, clients, products, subscriptions } from '@tollgate/db/schema';
import { idSchema, uuidV7 } from '@tollgate/domain/ids';
import { signJwt } from '@tollgate/domain/jwt/sign-jwt';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { hashSecret, isWellFormedSecret } from '@tollgate/domain/secrets';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { systemCtx } from '../context/system-ctx.ts';
import { waitForGateways } from '../gateways/wait-for-gateways.ts';
import { OauthError } from './oauth-error.ts';
import { rotateSigningKeys } from './rotate-signing-keys.ts';

export interface AccessTokenRequest {
  clientId: string;
  clientSecret: string;
  /** Slugs of products; null asks for all that the app subscribes to. */
  scopes: string[] | null;
}

export interface AccessToken {
  token: string;
  expiresInSeconds: number;
  scopes: string[];
}

type ClientRow = typeof clients.$inferSelect;

const LIFETIME_SECONDS = 600;
const ClientId = idSchema('client');
const WRONG = 'There is no such client with this secret.';

/**
 * Exchanges the id and secret of a client for a token of ten minutes, good for the products its app subscribes to or
 * some of them. Throws `OauthError`; unknown client, wrong secret and revoked client are told alike.
 */
export async function issueAccessToken(
  services: Services,
  sealing: SealingKeys,
  request: AccessTokenRequest,
): Promise<AccessToken> {
  const client = await findClient(services, request);
  const granted = await grantScopes(services, client, request.scopes);
  const ctx = systemCtx(services, client.tenantId, 'oauth');
  const key = await rotateSigningKeys(ctx, sealing);
  // A key that was never seen before reaches the gateways before its first token does.
  if (key.changeNumber !== null) await waitForGateways(services, key.changeNumber);
  const issuedAt = Math.floor(services.now().getTime() / 1000);
  const claims = {
    iss: issuerOf(services, client.tenantId),
    sub: client.id,
    aud: client.tenantId,
    client_id: client.id,
    scope: granted.map(({ slug }) => slug).join(' '),
    products: granted.map(({ id }) => id),
    iat: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
    jti: uuidV7(),
  };
  const header = { algorithm: 'ES256', keyId: key.id, type: 'at+jwt' } as const;
  return {
    token: signJwt(header, claims, createPrivateKey(key.privatePem)),
    expiresInSeconds: LIFETIME_SECONDS,
    scopes: granted.map(({ slug }) => slug),
  };
}

/** Who a tenant's tokens say they are from. */
export function issuerOf(services: Services, tenantId: string): string {
  return `${services.settings.apiUrl}/oauth/${tenantId}`;
}

async function findClient(services: Services, { clientId, clientSecret }: AccessTokenRequest) {
  const isPossible = ClientId.safeParse(clientId).success && isWellFormedSecret(clientSecret, 'tg_cs');
  if (!isPossible) throw new OauthError('invalid_client', WRONG);
  const [found] = await services.db.system
    .select({ client: clients })
    .from(clients)
    .innerJoin(apps, and(eq(apps.tenantId, clients.tenantId), eq(apps.id, clients.appId)))
    .where(and(eq(clients.id, clientId), isNull(clients.revokedAt), isNull(apps.deletedAt)));
  if (!found || !hasSecret(found.client, hashSecret(clientSecret), services.now())) {
    throw new OauthError('invalid_client', WRONG);
  }
  return found.client;
}

function hasSecret(client: ClientRow, hash: string, now: Date): boolean {
  if (isSame(client.secretHash, hash)) return true;
  const { oldSecretHash, oldSecretEndsAt } = client;
  return (
    oldSecretHash !== null && oldSecretEndsAt !== null && oldSecretEndsAt > now && isSame(oldSecretHash, hash)
  );
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

async function grantScopes(services: Services, client: ClientRow, wanted: string[] | null) {
  const covered = await services.db.system
    .select({ id: products.id, slug: products.slug, status: subscriptions.status })
    .from(subscriptions)
    .innerJoin(
      products,
      and(eq(products.tenantId, subscriptions.tenantId), eq(products.id, subscriptions.productId)),
    )
    .where(
      and(
        eq(subscriptions.tenantId, client.tenantId),
        eq(subscriptions.appId, client.appId),
        ne(subscriptions.status, 'cancelled'),
      ),
    )
    .orderBy(products.slug);
  const active = covered.filter(({ status }) => status === 'active');
  const granted = wanted ? active.filter(({ slug }) => wanted.includes(slug)) : active;
  const refused = (wanted ?? []).filter((scope) => !active.some(({ slug }) => slug === scope));
  if (refused.length > 0 || granted.length === 0) {
    throw new OauthError(
      'invalid_scope',
      refused.length > 0
        ? 'A scope is the slug of a product that the app has an active subscription to.'
        : 'The app has no active subscription.',
    );
  }
  return granted;
}
