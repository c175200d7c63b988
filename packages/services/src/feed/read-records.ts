import type { Tx } from '@tollgate/db/db';
import {
  apiKeys,
  apiVersions,
  apps,
  clientCertificates,
  clients,
  developers,
  type KeptCredential,
  operations,
  plans,
  planVersions,
  productApis,
  products,
  signingKeys,
  subscriptions,
  tenants,
} from '@tollgate/db/schema';
import type { OperationRoute } from '@tollgate/domain/routing/operation-route';
import type { OperationRecord, PolicyUse, SnapshotKind, SnapshotRecord } from '@tollgate/domain/snapshot';
import type { SealedCredential } from '@tollgate/domain/upstreams/upstream-credential';
import { and, asc, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { API_VERSION_COLUMNS } from '../api-versions/to-api-version.ts';
import { findVersionsThatNeed } from './document-needs.ts';
import { readAnswers, readDescriptions } from './read-descriptions.ts';

/** Reads the records of one kind as gateways see them; all of them, or those of the ids given. */
type Reader = (tx: Tx, ids?: string[]) => Promise<SnapshotRecord[]>;

// Most have none, and gateways of an older release know nothing of them.
function ownPolicies(policies: PolicyUse[]): { policies?: PolicyUse[] } {
  return policies.length === 0 ? {} : { policies };
}

const readTenants: Reader = async (tx, ids) => {
  const rows = await tx
    .select()
    .from(tenants)
    .where(ids && inArray(tenants.id, ids));
  return rows.map(({ id, slug, hosts, policies }) => ({
    kind: 'tenant',
    id,
    slug,
    hosts,
    ...ownPolicies(policies),
  }));
};

const readApiVersions: Reader = async (tx, ids) => {
  const rows = await tx
    .select(API_VERSION_COLUMNS)
    .from(apiVersions)
    .where(ids && inArray(apiVersions.id, ids));
  const operationRows = await tx
    .select({
      apiVersionId: operations.apiVersionId,
      id: operations.id,
      operationId: operations.operationId,
      method: operations.method,
      template: operations.pathTemplate,
      route: operations.route,
      policies: operations.policies,
    })
    .from(operations)
    .where(ids && inArray(operations.apiVersionId, ids))
    .orderBy(asc(operations.position));
  const byVersion = Map.groupBy(operationRows, (operation) => operation.apiVersionId);
  const described = await findVersionsThatNeed(tx, rows, 'needsDescription');
  const descriptions = await readDescriptions(tx, [...described]);
  const mocked = await findVersionsThatNeed(tx, rows, 'needsAnswers');
  const answersOf = await readAnswers(tx, [...mocked]);
  return rows.map((row) => ({
    kind: 'api_version',
    id: row.id,
    tenantId: row.tenantId,
    apiId: row.apiId,
    basePath: row.basePath,
    upstream: {
      url: row.upstreamUrl,
      ...(row.upstreamProtocol === 'http1' ? {} : { protocol: row.upstreamProtocol }),
      connectTimeoutMs: row.connectTimeoutMs,
      headTimeoutMs: row.headTimeoutMs,
      idleTimeoutMs: row.idleTimeoutMs,
      ...(row.totalTimeoutMs === null ? {} : { totalTimeoutMs: row.totalTimeoutMs }),
      connections: {
        maxConnections: row.maxConnections,
        maxWaiting: row.maxWaiting,
        waitTimeoutMs: row.waitTimeoutMs,
      },
      ...(row.balancing === null ? {} : { balancing: row.balancing }),
      ...(row.tls === null ? {} : { tls: row.tls }),
      ...(row.credential === null ? {} : { credential: sealedOnly(row.credential) }),
    },
    ...(row.routing === null ? {} : { routing: row.routing }),
    maxBodyBytes: row.maxBodyBytes,
    status: row.status,
    deprecatedAt: row.deprecatedAt?.toISOString() ?? null,
    sunsetAt: row.sunsetAt?.toISOString() ?? null,
    policies: row.policies,
    ...(row.cachePurgedAt === null ? {} : { cachePurgedAt: row.cachePurgedAt.toISOString() }),
    operations: (byVersion.get(row.id) ?? []).map(({ apiVersionId: _, route, policies, ...operation }) => {
      const description = descriptions.operations.get(operation.id);
      const answers = answersOf.get(operation.id);
      return {
        ...operation,
        ...routeFields(route),
        ...(description && { description }),
        ...(answers && { answers }),
        ...ownPolicies(policies),
      };
    }),
    ...(described.has(row.id) ? { schemas: descriptions.schemas.get(row.id) ?? {} } : {}),
  }));
};

// Most have no route of their own: it is left out of records, which are many.
function routeFields(route: OperationRoute | null): Pick<OperationRecord, 'match' | 'rewrite'> {
  if (route === null) return {};
  return {
    ...(route.match.length > 0 ? { match: route.match } : {}),
    ...(route.rewrite === null ? {} : { rewrite: route.rewrite }),
  };
}

function sealedOnly({ in: place, name, sealed }: KeptCredential): SealedCredential {
  return { in: place, name, sealed };
}

const readProducts: Reader = async (tx, ids) => {
  const rows = await tx
    .select()
    .from(products)
    .where(and(ne(products.status, 'draft'), ids && inArray(products.id, ids)));
  const covers = await tx
    .select()
    .from(productApis)
    .where(ids && inArray(productApis.productId, ids))
    .orderBy(asc(productApis.position));
  const byProduct = Map.groupBy(covers, (entry) => entry.productId);
  return rows.map((row) => ({
    kind: 'product',
    id: row.id,
    tenantId: row.tenantId,
    status: row.status as 'published' | 'deprecated' | 'retired',
    covers: (byProduct.get(row.id) ?? []).map(({ apiVersionId, operationIds }) => ({
      apiVersionId,
      operationIds,
    })),
    ...ownPolicies(row.policies),
  }));
};

const readPlanVersions: Reader = async (tx, ids) => {
  const rows = await tx
    .select({ version: planVersions, productId: plans.productId, policies: plans.policies })
    .from(planVersions)
    .innerJoin(plans, and(eq(plans.tenantId, planVersions.tenantId), eq(plans.id, planVersions.planId)))
    .innerJoin(products, and(eq(products.tenantId, plans.tenantId), eq(products.id, plans.productId)))
    .where(
      and(
        isNotNull(planVersions.publishedAt),
        // A draft product is no record, and a record that points at none is refused by gateways.
        ne(products.status, 'draft'),
        ids && inArray(planVersions.id, ids),
      ),
    );
  return rows.map(({ version, productId, policies }) => ({
    kind: 'plan_version',
    id: version.id,
    tenantId: version.tenantId,
    planId: version.planId,
    productId,
    limits: version.terms.limits,
    quota: version.terms.quota,
    ...ownPolicies(policies),
  }));
};

const readSubscriptions: Reader = async (tx, ids) => {
  const rows = await tx
    .select({ subscription: subscriptions, developerStatus: developers.status })
    .from(subscriptions)
    .innerJoin(apps, and(eq(apps.tenantId, subscriptions.tenantId), eq(apps.id, subscriptions.appId)))
    .innerJoin(developers, and(eq(developers.tenantId, apps.tenantId), eq(developers.id, apps.developerId)))
    .where(and(ne(subscriptions.status, 'cancelled'), ids && inArray(subscriptions.id, ids)));
  return rows.map(({ subscription: row, developerStatus }) => ({
    kind: 'subscription',
    id: row.id,
    tenantId: row.tenantId,
    appId: row.appId,
    productId: row.productId,
    planVersionId: row.planVersionId,
    // Whatever credential an app calls with, it comes in by a subscription: a block is enforced here.
    status: developerStatus === 'blocked' && row.status === 'active' ? 'suspended' : row.status,
    anchorAt: row.anchorAt.toISOString(),
  }));
};

const readKeys: Reader = async (tx, ids) => {
  const rows = await tx
    .select()
    .from(apiKeys)
    .where(ids && inArray(apiKeys.id, ids));
  return rows.map((row) => ({
    kind: 'key',
    id: row.id,
    tenantId: row.tenantId,
    appId: row.appId,
    environment: row.environment,
    hash: row.hash,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
};

const readClients: Reader = async (tx, ids) => {
  const rows = await tx
    .select()
    .from(clients)
    .where(ids && inArray(clients.id, ids));
  return rows.map((row) => ({
    kind: 'client',
    id: row.id,
    tenantId: row.tenantId,
    appId: row.appId,
    environment: row.environment,
    secretHash: row.secretHash,
    oldSecretHash: row.oldSecretHash,
    oldSecretEndsAt: row.oldSecretEndsAt?.toISOString() ?? null,
    ...(row.sealedSecret ? { sealedSecret: row.sealedSecret } : {}),
    ...(row.oldSealedSecret ? { oldSealedSecret: row.oldSealedSecret } : {}),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
};

const readCertificates: Reader = async (tx, ids) => {
  const rows = await tx
    .select()
    .from(clientCertificates)
    .where(ids && inArray(clientCertificates.id, ids));
  return rows.map((row) => ({
    kind: 'certificate',
    id: row.id,
    tenantId: row.tenantId,
    appId: row.appId,
    environment: row.environment,
    fingerprint: row.fingerprint,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
};

const readSigningKeys: Reader = async (tx, ids) => {
  const rows = await tx
    .select({ id: signingKeys.id, tenantId: signingKeys.tenantId, jwk: signingKeys.publicJwk })
    .from(signingKeys)
    .where(ids && inArray(signingKeys.id, ids));
  return rows.map((row) => ({ kind: 'signing_key', ...row }));
};

/** A reader for each kind, in the order in which records refer to each other. */
export const RECORD_READERS: Readonly<Record<SnapshotKind, Reader>> = {
  tenant: readTenants,
  api_version: readApiVersions,
  product: readProducts,
  plan_version: readPlanVersions,
  subscription: readSubscriptions,
  key: readKeys,
  client: readClients,
  certificate: readCertificates,
  signing_key: readSigningKeys,
};
