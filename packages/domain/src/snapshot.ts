import { z } from 'zod';
import { Balancing } from './balancing.ts';
import { Environment } from './environment.ts';
import { Explanation } from './explain/explanation.ts';
import { AnswerExample, OperationDescription } from './operation-description.ts';
import { RouteMatch } from './routing/operation-route.ts';
import { VersionRouting } from './routing/version-routing.ts';
import { Limit, Quota } from './terms.ts';
import { ConnectionLimits } from './upstreams/connection-limits.ts';
import { SealedCredential } from './upstreams/upstream-credential.ts';
import { UpstreamProtocol } from './upstreams/upstream-protocol.ts';
import { SealedTls } from './upstreams/upstream-tls.ts';

/** A policy at one level: with its settings, or turned off where a wider level turned it on. */
export const PolicyUse = z.strictObject({
  id: z.string(),
  config: z.unknown(),
  isOff: z.literal(true).optional(),
});
export type PolicyUse = z.infer<typeof PolicyUse>;

/** Left out where there are none, and by older snapshots. */
const LevelPolicies = z.array(PolicyUse).optional();

/**
 * What a gateway knows: one record a line. A change replaces a record whole (`record`) or removes it (null).
 * Ids tie records together; a set with a dangling id is refused as a whole.
 */
export const TenantRecord = z.strictObject({
  kind: z.literal('tenant'),
  id: z.string(),
  slug: z.string(),
  /** Custom hosts besides `<slug>.<gateway domain>`. */
  hosts: z.array(z.string()),
  policies: LevelPolicies,
});

export const OperationRecord = z.strictObject({
  id: z.string(),
  operationId: z.string(),
  method: z.string(),
  /** Path template below the base path, such as `/countries/{code}`. */
  template: z.string(),
  /** What a request must carry besides; left out where nothing. */
  match: RouteMatch.optional(),
  /** Path template below the upstream's URL; left out where the path that came is forwarded. */
  rewrite: z.string().optional(),
  /** Only where a policy of the version needs it, whatever level it is set at. */
  description: OperationDescription.optional(),
  /** Likewise. */
  answers: z.array(AnswerExample).optional(),
  policies: LevelPolicies,
});
export type OperationRecord = z.infer<typeof OperationRecord>;

export const ApiVersionRecord = z.strictObject({
  kind: z.literal('api_version'),
  id: z.string(),
  tenantId: z.string(),
  apiId: z.string(),
  /** Public path prefix, unique in the tenant, such as `/world/v1`. */
  basePath: z.string(),
  upstream: z.strictObject({
    /** Base URL; the path after the base path is appended to it. */
    url: z.string(),
    /** Left out for HTTP/1.1. */
    protocol: UpstreamProtocol.optional(),
    connectTimeoutMs: z.int(),
    /** From the last byte sent to the head of the answer. */
    headTimeoutMs: z.int(),
    /** Between two chunks of a body. */
    idleTimeoutMs: z.int(),
    /** From the first byte sent to the last received, all attempts together; left out where there is no limit. */
    totalTimeoutMs: z.int().min(1).optional(),
    /** Left out by older snapshots. */
    connections: ConnectionLimits.optional(),
    /** Left out for a single target that needs nothing else, and by older snapshots. */
    balancing: Balancing.optional(),
    /** Left out where the public authorities are trusted and no certificate is shown. */
    tls: SealedTls.optional(),
    /** Left out where the upstream wants none. */
    credential: SealedCredential.optional(),
  }),
  /** Left out where the path after the base path is forwarded, and by older snapshots. */
  routing: VersionRouting.optional(),
  maxBodyBytes: z.int(),
  status: z.enum(['active', 'deprecated', 'retired']),
  /** RFC 3339, or null. */
  deprecatedAt: z.string().nullable(),
  sunsetAt: z.string().nullable(),
  policies: z.array(PolicyUse),
  /** RFC 3339; answers kept from before are not given again. Left out where it never was, and by older snapshots. */
  cachePurgedAt: z.string().optional(),
  operations: z.array(OperationRecord),
  /** Named schemas that descriptions refer to. */
  schemas: z.record(z.string(), z.unknown()).optional(),
});
export type ApiVersionRecord = z.infer<typeof ApiVersionRecord>;

export const ProductRecord = z.strictObject({
  kind: z.literal('product'),
  id: z.string(),
  tenantId: z.string(),
  status: z.enum(['published', 'deprecated', 'retired']),
  /** What it covers; `operationIds` null means every operation of the version. */
  covers: z.array(z.strictObject({ apiVersionId: z.string(), operationIds: z.array(z.string()).nullable() })),
  policies: LevelPolicies,
});
export type ProductRecord = z.infer<typeof ProductRecord>;

export const PlanVersionRecord = z.strictObject({
  kind: z.literal('plan_version'),
  id: z.string(),
  tenantId: z.string(),
  planId: z.string(),
  productId: z.string(),
  limits: z.array(Limit),
  quota: Quota.nullable(),
  /** Those of the plan: the same in all its versions. */
  policies: LevelPolicies,
});
export type PlanVersionRecord = z.infer<typeof PlanVersionRecord>;

export const SubscriptionRecord = z.strictObject({
  kind: z.literal('subscription'),
  id: z.string(),
  tenantId: z.string(),
  appId: z.string(),
  productId: z.string(),
  planVersionId: z.string(),
  status: z.enum(['active', 'pending', 'suspended', 'cancelled']),
  /** RFC 3339: periods are months counted from this instant. */
  anchorAt: z.string(),
});
export type SubscriptionRecord = z.infer<typeof SubscriptionRecord>;

export const KeyRecord = z.strictObject({
  kind: z.literal('key'),
  id: z.string(),
  tenantId: z.string(),
  appId: z.string(),
  environment: Environment,
  /** SHA-256 of the key, lower-case hex. */
  hash: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type KeyRecord = z.infer<typeof KeyRecord>;

export const ClientRecord = z.strictObject({
  kind: z.literal('client'),
  id: z.string(),
  tenantId: z.string(),
  appId: z.string(),
  environment: Environment,
  /** SHA-256 of the secret, lower-case hex. */
  secretHash: z.string(),
  oldSecretHash: z.string().nullable(),
  /** Until when the secret before the last rotation works. */
  oldSecretEndsAt: z.string().nullable(),
  /** Only of a client that signs: its secrets, sealed. */
  sealedSecret: z.string().optional(),
  oldSealedSecret: z.string().optional(),
  revokedAt: z.string().nullable(),
});
export type ClientRecord = z.infer<typeof ClientRecord>;

export const CertificateRecord = z.strictObject({
  kind: z.literal('certificate'),
  id: z.string(),
  tenantId: z.string(),
  appId: z.string(),
  environment: Environment,
  /** SHA-256 of the certificate, lower-case hex; of those not revoked, unique in the tenant. */
  fingerprint: z.string(),
  revokedAt: z.string().nullable(),
});
export type CertificateRecord = z.infer<typeof CertificateRecord>;

export const SigningKeyRecord = z.strictObject({
  kind: z.literal('signing_key'),
  id: z.string(),
  tenantId: z.string(),
  /** The public key as JSON Web Key. */
  jwk: z.record(z.string(), z.string()),
});
export type SigningKeyRecord = z.infer<typeof SigningKeyRecord>;

export const SnapshotRecord = z.discriminatedUnion('kind', [
  TenantRecord,
  ApiVersionRecord,
  ProductRecord,
  PlanVersionRecord,
  SubscriptionRecord,
  KeyRecord,
  ClientRecord,
  CertificateRecord,
  SigningKeyRecord,
]);
export type SnapshotRecord = z.infer<typeof SnapshotRecord>;
export type SnapshotKind = SnapshotRecord['kind'];

/** First line of `GET /feed/v1/snapshot`; `count` record lines and a `SnapshotEnd` follow. */
export const SnapshotHead = z.strictObject({ format: z.literal(1), changeNumber: z.int() });
/** Last line of a snapshot: without it, or with another count, the snapshot is partial and refused. */
export const SnapshotEnd = z.strictObject({ end: z.literal(true), count: z.int() });

/** One change: the record as it is now, or null when it is gone. */
export const Change = z.strictObject({
  kind: z.enum([
    'tenant',
    'api_version',
    'product',
    'plan_version',
    'subscription',
    'key',
    'client',
    'certificate',
    'signing_key',
  ]),
  id: z.string(),
  record: SnapshotRecord.nullable(),
});
export type Change = z.infer<typeof Change>;

/** One line of `GET /feed/v1/changes?after=N`: applied whole or not at all. `after` is the number it follows. */
export const ChangeBatch = z.strictObject({
  after: z.int(),
  changeNumber: z.int(),
  /** When the newest change of the batch was committed, RFC 3339. */
  committedAt: z.string(),
  changes: z.array(Change),
});
export type ChangeBatch = z.infer<typeof ChangeBatch>;
/** A line of the stream that only says it is alive. */
export const FeedHeartbeat = z.strictObject({ heartbeat: z.literal(true), changeNumber: z.int() });

/** Something that keeps an API version from working as it should, as a gateway found it. */
export const RouteProblem = z.strictObject({
  tenantId: z.string().max(100),
  apiVersionId: z.string().max(100),
  /** For the provider to read: what is wrong, and what still works. */
  message: z.string().max(500),
});
export type RouteProblem = z.infer<typeof RouteProblem>;
/** Problems that one report tells, at most. */
export const MAX_ROUTE_PROBLEMS = 100;

/** What one report tells of at most; the rest goes with the next. */
export const MOST_EXPLANATIONS = 20;

/** Body of `POST /feed/v1/reports`: what a gateway worker has applied and how it is. */
export const GatewayReport = z.strictObject({
  gatewayName: z.string().max(100),
  region: z.string().max(50),
  bootId: z.string().max(64),
  version: z.string().max(50),
  appliedChange: z.int(),
  /** Milliseconds from commit to active of the newest change; null before the first. */
  lagMs: z.number().nullable(),
  spoolSegments: z.int(),
  spoolBytes: z.int(),
  /** RFC 3339 of the oldest event not yet in ClickHouse; null when the spool is empty. */
  spoolOldestAt: z.string().nullable(),
  refusedConfiguration: z.string().max(1000).nullable(),
  /** Left out when there are none. */
  routeProblems: z.array(RouteProblem).max(MAX_ROUTE_PROBLEMS).optional(),
  /** Of requests that somebody asked to have explained; left out when there are none, and by older gateways. */
  explanations: z.array(Explanation).max(MOST_EXPLANATIONS).optional(),
});
export type GatewayReport = z.infer<typeof GatewayReport>;
