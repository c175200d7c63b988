import type { Balancing } from '@tollgate/domain/balancing';
import type { Environment } from '@tollgate/domain/environment';
import type {
  ApiVersionRecord,
  KeyRecord,
  PlanVersionRecord,
  ProductRecord,
  SnapshotRecord,
  SubscriptionRecord,
} from '@tollgate/domain/snapshot';
import type { ConnectionLimits } from '@tollgate/domain/upstreams/connection-limits';
import type { UpstreamProtocol } from '@tollgate/domain/upstreams/upstream-protocol';
import type { KeyFacts } from '@tollgate/policies/api-key/handler';
import type { DescribedOperation, PreparedAnswer } from '@tollgate/policies/policy';
import type { RequestShare } from '../mirroring/request-share.ts';
import type { CompiledPolicies } from '../pipeline/compile-policies.ts';
import type { AppShare } from '../routing/app-share.ts';
import type { BasePathTable } from '../routing/base-path-table.ts';
import type { OperationTree } from '../routing/operation-tree.ts';
import type { UpstreamCredential } from '../upstream/upstream-credential.ts';
import type { UpstreamTls } from '../upstream/upstream-tls.ts';

export type TenantRecord = Extract<SnapshotRecord, { kind: 'tenant' }>;

export interface TenantEntry {
  readonly record: TenantRecord;
  /** Its active versions. */
  readonly basePaths: BasePathTable<VersionEntry>;
}

export interface UpstreamTarget {
  readonly origin: string;
  readonly protocol: UpstreamProtocol;
  /** Path of the base URL without a trailing slash. */
  readonly pathPrefix: string;
  readonly connectTimeoutMs: number;
  readonly headTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** Null where there is no limit on the whole. */
  readonly totalTimeoutMs: number | null;
  /** Null where those of this worker hold. */
  readonly connections: ConnectionLimits | null;
  /** Null where the public authorities are trusted and no certificate is shown, as most have it. */
  readonly tls: UpstreamTls | null;
  /** Null where the upstream wants none, which most do. */
  readonly credential: UpstreamCredential | null;
}

export interface TargetSpec {
  /** Its URL. */
  readonly name: string;
  readonly upstream: UpstreamTarget;
  readonly weight: number;
}

/** An upstream with more than one target, or with anything that a single target does without. */
export interface UpstreamPlan {
  readonly settings: Balancing;
  readonly targets: readonly TargetSpec[];
  /** The same for the same upstream: what is known of its targets then stays. */
  readonly signature: string;
}

/** Another upstream that serves a share of the apps. */
export interface CanaryEntry {
  /** Under which its balancer is known. */
  readonly id: string;
  readonly share: AppShare;
  readonly upstream: UpstreamTarget;
  readonly plan: UpstreamPlan | null;
}

/** Another upstream that is sent copies of a share of the requests. */
export interface MirrorEntry {
  readonly versionId: string;
  readonly share: RequestShare;
  readonly target: UpstreamTarget;
  readonly maxBodyBytes: number;
  readonly maxInFlight: number;
}

/** An API version as it serves: never without its policies. */
export interface VersionEntry {
  readonly record: ApiVersionRecord;
  readonly basePath: string;
  readonly upstream: UpstreamTarget;
  /** Null for a single target that needs nothing else, which most are. */
  readonly plan: UpstreamPlan | null;
  /** Null where all apps are served by one upstream. */
  readonly canary: CanaryEntry | null;
  /** Null where no requests are copied. */
  readonly mirror: MirrorEntry | null;
  readonly operations: OperationTree;
  /** Those of tenant and version: what holds for every operation that has none of its own. */
  readonly policies: CompiledPolicies;
  /** Those of operations that have policies of their own, by id; null when none has. */
  readonly operationPolicies: ReadonlyMap<string, CompiledPolicies> | null;
  /** Operations as the API's description has them, by id; null unless a policy of any level needs it. */
  readonly described: ReadonlyMap<string, DescribedOperation> | null;
  /** Examples of what operations answer, by id; null unless a policy needs them. */
  readonly answers: ReadonlyMap<string, readonly PreparedAnswer[]> | null;
  /** `Deprecation`, `Sunset`, and `Vary` where a header says which version is meant; names and values in turn. */
  readonly lifecycleHeaders: readonly string[];
}

/** A record that may not serve, and why; what served before goes on. */
export interface VersionSlot {
  active: VersionEntry | null;
  refused: { readonly record: ApiVersionRecord; readonly reason: string } | null;
}

export interface ProductEntry {
  readonly record: ProductRecord;
  /** Operations covered of each version; null is all. */
  readonly covers: ReadonlyMap<string, ReadonlySet<string> | null>;
}

export interface SubscriptionEntry {
  readonly record: SubscriptionRecord;
  readonly anchorAt: Date;
}

/** By what an app may call an operation, with what of it is the same for each of its requests. */
export interface Authorisation {
  readonly subscription: SubscriptionEntry;
  readonly product: ProductEntry;
  readonly planVersion: PlanVersionRecord;
  /** Header lines that tell the upstream about it. */
  readonly upstreamLines: string;
  /** The part of a usage event that says where it belongs; null until the first one. */
  usagePlace: string | null;
}

/** A key in few bytes: a million of them are normal. */
export class KeyEntry implements KeyFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly environment: Environment;
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  /** The 32 bytes of the SHA-256, a letter each. */
  readonly digest: string;

  /** `tenantId` is the tenant's own string, so that keys share it. */
  constructor(record: KeyRecord, tenantId: string) {
    this.id = record.id;
    this.tenantId = tenantId;
    this.appId = record.appId;
    this.environment = record.environment === 'live' ? 'live' : 'test';
    this.expiresAtMs = record.expiresAt === null ? null : Date.parse(record.expiresAt);
    this.revokedAtMs = record.revokedAt === null ? null : Date.parse(record.revokedAt);
    this.digest = Buffer.from(record.hash, 'hex').toString('latin1');
  }

  toRecord(): KeyRecord {
    return {
      kind: 'key',
      id: this.id,
      tenantId: this.tenantId,
      appId: this.appId,
      environment: this.environment,
      hash: Buffer.from(this.digest, 'latin1').toString('hex'),
      expiresAt: this.expiresAtMs === null ? null : new Date(this.expiresAtMs).toISOString(),
      revokedAt: this.revokedAtMs === null ? null : new Date(this.revokedAtMs).toISOString(),
    };
  }
}

export type { ApiVersionRecord, PlanVersionRecord };
