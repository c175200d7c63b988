import { mintApiKey } from '@tollgate/domain/secrets';
import type {
  ApiVersionRecord,
  KeyRecord,
  PlanVersionRecord,
  ProductRecord,
  SnapshotRecord,
  SubscriptionRecord,
} from '@tollgate/domain/snapshot';

export type TenantRecord = Extract<SnapshotRecord, { kind: 'tenant' }>;

/** One tenant that sells one API, and one app that may call it. */
export interface Configuration {
  tenant: TenantRecord;
  version: ApiVersionRecord;
  product: ProductRecord;
  planVersion: PlanVersionRecord;
  subscription: SubscriptionRecord;
  key: KeyRecord;
  /** The plain key. */
  token: string;
  records: SnapshotRecord[];
}

export interface ConfigurationChoices {
  /** Makes ids and slugs of several configurations differ. */
  name?: string;
  upstreamUrl: string;
  version?: Partial<Omit<ApiVersionRecord, 'upstream'>> & {
    upstream?: Partial<ApiVersionRecord['upstream']>;
  };
  plan?: Partial<Pick<PlanVersionRecord, 'limits' | 'quota'>>;
  subscription?: Partial<SubscriptionRecord>;
  environment?: 'live' | 'test';
}

/** Snapshot records of a tenant "atlas" whose API answers at /world/v1. */
export function makeConfiguration(choices: ConfigurationChoices): Configuration {
  const name = choices.name ?? 'atlas';
  const tenantId = `tnt_${name}`;
  const tenant: TenantRecord = { kind: 'tenant', id: tenantId, slug: name, hosts: [] };
  const version = makeVersion(name, tenantId, choices);
  const product: ProductRecord = {
    kind: 'product',
    id: `prd_${name}`,
    tenantId,
    status: 'published',
    covers: [{ apiVersionId: version.id, operationIds: null }],
  };
  const planVersion: PlanVersionRecord = {
    kind: 'plan_version',
    id: `plv_${name}`,
    tenantId,
    planId: `pln_${name}`,
    productId: product.id,
    limits: choices.plan?.limits ?? [],
    quota: choices.plan?.quota ?? null,
  };
  const subscription: SubscriptionRecord = {
    kind: 'subscription',
    id: `sub_${name}`,
    tenantId,
    appId: `app_${name}`,
    productId: product.id,
    planVersionId: planVersion.id,
    status: 'active',
    anchorAt: '2026-01-31T10:00:00.000Z',
    ...choices.subscription,
  };
  const { record: key, token } = makeKey(name, tenantId, subscription.appId, choices.environment ?? 'live');
  const records = [tenant, version, product, planVersion, subscription, key];
  return { tenant, version, product, planVersion, subscription, key, token, records };
}

/** A key record and its plain text. */
export function makeKey(
  name: string,
  tenantId: string,
  appId: string,
  environment: 'live' | 'test',
): { record: KeyRecord; token: string } {
  const { token, hash } = mintApiKey(environment);
  return {
    token,
    record: {
      kind: 'key',
      id: `key_${name}`,
      tenantId,
      appId,
      environment,
      hash,
      expiresAt: null,
      revokedAt: null,
    },
  };
}

function makeVersion(name: string, tenantId: string, choices: ConfigurationChoices): ApiVersionRecord {
  const { upstream, ...rest } = choices.version ?? {};
  return {
    kind: 'api_version',
    id: `ver_${name}`,
    tenantId,
    apiId: `api_${name}`,
    basePath: '/world/v1',
    upstream: {
      url: choices.upstreamUrl,
      connectTimeoutMs: 1000,
      headTimeoutMs: 5000,
      idleTimeoutMs: 5000,
      ...upstream,
    },
    maxBodyBytes: 10_000_000,
    status: 'active',
    deprecatedAt: null,
    sunsetAt: null,
    policies: [],
    operations: [
      operation(name, 'listCountries', 'GET', '/countries'),
      operation(name, 'getCountry', 'GET', '/countries/{code}'),
      operation(name, 'addCountry', 'POST', '/countries'),
      operation(name, 'replaceCountry', 'PUT', '/countries/{code}'),
    ],
    ...rest,
  };
}

function operation(name: string, operationId: string, method: string, template: string) {
  return { id: `opn_${name}_${operationId}`, operationId, method, template };
}
