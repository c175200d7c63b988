import { Balancing } from '@tollgate/domain/balancing';
import { idSchema } from '@tollgate/domain/ids';
import { RouteMatch } from '@tollgate/domain/routing/operation-route';
import { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { nameSchema, Slug } from '@tollgate/domain/slug';
import { PolicyUse } from '@tollgate/domain/snapshot';
import { ConnectionLimits } from '@tollgate/domain/upstreams/connection-limits';
import { CredentialPlace } from '@tollgate/domain/upstreams/upstream-credential';
import { UpstreamProtocol } from '@tollgate/domain/upstreams/upstream-protocol';
import { z } from 'zod';
import { proseSchema, Timestamp } from './fields.ts';
import { listInput } from './pages.ts';
import { PolicyListInput } from './policies/levels.ts';

const LifecycleStatus = z.enum(['active', 'deprecated', 'retired']);

const CertificateFacts = z.strictObject({ subject: z.string(), expiresAt: Timestamp });

/** Certificates are PEM, and each is told of besides. The private key is shown to nobody. */
const UpstreamTls = z.strictObject({
  authorities: z.strictObject({ pem: z.string(), certificates: z.array(CertificateFacts) }).nullable(),
  serverName: z.string().nullable(),
  certificate: z.strictObject({ pem: z.string(), certificates: z.array(CertificateFacts) }).nullable(),
});
export type UpstreamTls = z.infer<typeof UpstreamTls>;

const pemText = (max: number) =>
  z.string().trim().min(1, 'must not be empty').max(max, `must be at most ${max} characters`);

/** Replaced whole, but for the key: without one, that which is kept stays as long as there is a certificate. */
const UpstreamTlsInput = z.strictObject({
  /** Trusted in place of the authorities everyone trusts. */
  authorities: pemText(500_000).nullable().default(null),
  /** Asked for and checked in place of the URL's host. */
  serverName: z
    .string()
    .trim()
    .max(253, 'must be at most 253 characters')
    .regex(
      /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i,
      'must be a name such as api.internal, not an address',
    )
    .nullable()
    .default(null),
  /** What the gateway shows, with what it was signed by. */
  certificate: pemText(60_000).nullable().default(null),
  key: pemText(20_000).optional(),
});
export type UpstreamTlsInput = z.infer<typeof UpstreamTlsInput>;

export const Upstream = z.strictObject({
  url: z.string(),
  protocol: UpstreamProtocol,
  connectTimeoutMs: z.int(),
  headTimeoutMs: z.int(),
  idleTimeoutMs: z.int(),
  /** From the first byte sent to the last received, all attempts together; null for no limit. */
  totalTimeoutMs: z.int().nullable(),
  /** To each target, of each gateway worker. */
  maxConnections: z.int(),
  /** Requests that may wait for a connection to be free, for so long at most. */
  maxWaiting: z.int(),
  waitTimeoutMs: z.int(),
  /** Further targets, checks, breaker and retries; null for one target and none of them. */
  balancing: Balancing.nullable(),
  /** How it and gateways prove to each other who they are; null for what everyone trusts and no certificate. */
  tls: UpstreamTls.nullable(),
  /** What gateways call it with; the secret is shown to nobody. */
  credential: z.strictObject({ in: CredentialPlace, name: z.string(), setAt: Timestamp }).nullable(),
});

/** Without a secret the one that is kept stays. `name` is that of the header, the parameter or, for Basic, the user. */
const UpstreamCredentialInput = z.strictObject({
  in: CredentialPlace,
  name: z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters'),
  secret: z.string().min(1, 'must not be empty').max(8192, 'must be at most 8192 characters').optional(),
});
export type UpstreamCredentialInput = z.infer<typeof UpstreamCredentialInput>;

/** One version of an API, without its operations. */
export const ApiVersion = z.strictObject({
  id: z.string(),
  apiId: z.string(),
  version: z.string(),
  title: z.string(),
  description: z.string(),
  basePath: z.string(),
  /** Where clients call it. */
  gatewayUrl: z.string(),
  upstream: Upstream,
  /** Null where the path after the base path is forwarded as it comes. */
  routing: VersionRouting.nullable(),
  maxBodyBytes: z.int(),
  status: LifecycleStatus,
  deprecatedAt: Timestamp.nullable(),
  sunsetAt: Timestamp.nullable(),
  policies: z.array(PolicyUse),
  /** When what gateways keep of its answers was last purged; null when it never was. */
  cachePurgedAt: Timestamp.nullable(),
  openapiVersion: z.string(),
  operationCount: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ApiVersion = z.infer<typeof ApiVersion>;

export const Api = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  /** Newest first. */
  versions: z.array(ApiVersion),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Api = z.infer<typeof Api>;

export const ListApisInput = listInput({ search: z.string().max(100) }, ['name', 'createdAt']);
export type ListApisInput = z.input<typeof ListApisInput>;
export const GetApiInput = z.strictObject({ apiId: idSchema('api') });
export type GetApiInput = z.input<typeof GetApiInput>;
export const UpdateApiInput = z.strictObject({
  apiId: idSchema('api'),
  name: nameSchema(100).optional(),
  description: proseSchema(5000).optional(),
});
export type UpdateApiInput = z.input<typeof UpdateApiInput>;
export const DeleteApiInput = z.strictObject({ apiId: idSchema('api') });
export type DeleteApiInput = z.input<typeof DeleteApiInput>;

export const BasePath = z
  .string()
  .max(200, 'must be at most 200 characters')
  .regex(
    /^(\/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)+$/,
    'must be a path such as /world/v1: letters, digits, dots and hyphens between slashes',
  );
export const UpstreamUrl = z.string().trim().max(2000, 'must be at most 2000 characters');
const timeout = (max: number) => z.int().min(100, 'must be at least 100').max(max, `must be at most ${max}`);
const VersionName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(50, 'must be at most 50 characters')
  .regex(/^[\w.+~-]+$/, 'must be letters, digits, dots or hyphens, such as 1.2.0');

export const GetApiVersionInput = z.strictObject({ apiVersionId: idSchema('apiVersion') });
export type GetApiVersionInput = z.input<typeof GetApiVersionInput>;
export const UpdateApiVersionInput = z.strictObject({
  apiVersionId: idSchema('apiVersion'),
  basePath: BasePath.optional(),
  upstreamUrl: UpstreamUrl.optional(),
  upstreamProtocol: UpstreamProtocol.optional(),
  connectTimeoutMs: timeout(60_000).optional(),
  headTimeoutMs: timeout(600_000).optional(),
  idleTimeoutMs: timeout(600_000).optional(),
  /** null for no limit. */
  totalTimeoutMs: timeout(86_400_000).nullable().optional(),
  maxConnections: ConnectionLimits.shape.maxConnections.optional(),
  maxWaiting: ConnectionLimits.shape.maxWaiting.optional(),
  waitTimeoutMs: ConnectionLimits.shape.waitTimeoutMs.optional(),
  maxBodyBytes: z.int().min(0).max(1_073_741_824).optional(),
  /** Replaced whole; null goes back to one target. */
  balancing: Balancing.nullable().optional(),
  /** Replaced whole; null forwards the path after the base path. */
  routing: VersionRouting.nullable().optional(),
  /** null for what everyone trusts and no certificate. */
  tls: UpstreamTlsInput.nullable().optional(),
  /** null for none. */
  credential: UpstreamCredentialInput.nullable().optional(),
  status: LifecycleStatus.optional(),
  sunsetAt: Timestamp.nullable().optional(),
  /** Replaced whole: those that this version itself sets. */
  policies: PolicyListInput.optional(),
});
export type UpdateApiVersionInput = z.input<typeof UpdateApiVersionInput>;

export const PurgeCacheInput = z.strictObject({ apiVersionId: idSchema('apiVersion') });
export type PurgeCacheInput = z.input<typeof PurgeCacheInput>;

/** One method and path template. */
export const Operation = z.strictObject({
  id: z.string(),
  apiVersionId: z.string(),
  operationId: z.string(),
  method: z.string(),
  path: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  isDeprecated: z.boolean(),
  isInternal: z.boolean(),
  /** What a request must carry besides method and path. */
  match: RouteMatch,
  /** Path template below the upstream's URL; null forwards the path as it comes. */
  rewrite: z.string().nullable(),
});
export type Operation = z.infer<typeof Operation>;

export const ListOperationsInput = listInput(
  {
    apiVersionId: idSchema('apiVersion'),
    search: z.string().max(100),
    method: z.string().max(10),
    tag: z.string().max(200),
  },
  ['position', 'path', 'method'],
);
export type ListOperationsInput = z.input<typeof ListOperationsInput>;
export const GetOperationInput = z.strictObject({ operationId: idSchema('operation') });
export type GetOperationInput = z.input<typeof GetOperationInput>;
export const UpdateOperationInput = z.strictObject({
  operationId: idSchema('operation'),
  /** Replaced whole; empty asks for nothing besides method and path. */
  match: RouteMatch.optional(),
  rewrite: z.string().max(500, 'must be at most 500 characters').nullable().optional(),
});
export type UpdateOperationInput = z.input<typeof UpdateOperationInput>;

export const ImportTarget = z.strictObject({
  /** An existing API gets a new version; without it a new API is made. */
  apiId: idSchema('api').optional(),
  name: nameSchema(100).optional(),
  slug: Slug.optional(),
  version: VersionName.optional(),
  basePath: BasePath.optional(),
  upstreamUrl: UpstreamUrl.optional(),
});
export type ImportTarget = z.input<typeof ImportTarget>;

export const CreateApiImportInput = z.strictObject({
  /** The document itself as text, or where it is to be fetched from. One of the two. */
  document: z.string().optional(),
  url: z.string().trim().max(2000).optional(),
  target: ImportTarget.default({}),
});
export type CreateApiImportInput = z.input<typeof CreateApiImportInput>;

/** A document on its way in. Poll it until it is `succeeded` or `failed`. */
export const ApiImport = z.strictObject({
  id: z.string(),
  status: z.enum(['queued', 'running', 'succeeded', 'failed']),
  step: z.string(),
  done: z.int(),
  total: z.int(),
  source: z.string(),
  problem: z
    .strictObject({
      code: z.string(),
      title: z.string(),
      detail: z.string(),
      errors: z.array(
        z.strictObject({ location: z.string(), message: z.string(), fix: z.string().optional() }),
      ),
    })
    .nullable(),
  apiId: z.string().nullable(),
  apiVersionId: z.string().nullable(),
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type ApiImport = z.infer<typeof ApiImport>;
export const GetApiImportInput = z.strictObject({ importId: idSchema('apiImport') });
export type GetApiImportInput = z.input<typeof GetApiImportInput>;
