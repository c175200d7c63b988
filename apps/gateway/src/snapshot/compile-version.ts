import type { PolicyUse } from '@tollgate/domain/snapshot';
import { canonicalTarget } from '../http/canonical-path.ts';
import { RequestShare } from '../mirroring/request-share.ts';
import type { CompiledPolicies, LevelPolicies, PolicyCompiler } from '../pipeline/compile-policies.ts';
import { AppShare } from '../routing/app-share.ts';
import { OperationTree } from '../routing/operation-tree.ts';
import { compileVersionRewrite } from '../routing/path-rewrite.ts';
import { compileUpstream } from './compile-upstream.ts';
import { describeOperations, prepareAnswers } from './describe-operations.ts';
import type { ApiVersionRecord, CanaryEntry, MirrorEntry, VersionEntry } from './entries.ts';
import type { SecretOpener } from './secrets/open-secret.ts';

/** No upstream waits this long by its own settings by chance: the connections are the mirror's alone. */
const MIRROR_WAIT_MS = 1009;

/** Makes what serves an API version. Throws with the reason when it may not go live. */
export function compileVersion(
  record: ApiVersionRecord,
  ofTenant: readonly PolicyUse[],
  compilePolicies: PolicyCompiler,
  openSecret: SecretOpener,
): VersionEntry {
  const levels: LevelPolicies[] = [
    { level: 'tenant', uses: ofTenant },
    { level: 'api_version', uses: record.policies },
  ];
  const policies = compilePolicies(levels);
  const operationPolicies = compileOperations(record, levels, compilePolicies);
  const all = [policies, ...(operationPolicies?.values() ?? [])];
  // A product or plan may need them too, and is told of later.
  const isDescribed = record.schemas !== undefined || all.some(({ needsDescription }) => needsDescription);
  const hasAnswers =
    record.operations[0]?.answers !== undefined || all.some(({ needsAnswers }) => needsAnswers);
  const basePath = compileBasePath(record.basePath);
  return {
    record,
    basePath,
    ...compileUpstream(record, openSecret),
    canary: compileCanary(record, openSecret),
    mirror: compileMirror(record, openSecret),
    operations: new OperationTree(record.operations, compileVersionRewrite(record.routing, basePath)),
    policies,
    operationPolicies,
    described: isDescribed ? describeOperations(record) : null,
    answers: hasAnswers ? prepareAnswers(record) : null,
    lifecycleHeaders: [...lifecycleHeaders(record), ...varyHeaders(record)],
  };
}

function compileOperations(
  record: ApiVersionRecord,
  wider: readonly LevelPolicies[],
  compilePolicies: PolicyCompiler,
): ReadonlyMap<string, CompiledPolicies> | null {
  const compiled = new Map<string, CompiledPolicies>();
  for (const { id, policies: uses = [] } of record.operations) {
    if (uses.length > 0) compiled.set(id, compilePolicies([...wider, { level: 'operation', uses }]));
  }
  return compiled.size === 0 ? null : compiled;
}

function compileBasePath(basePath: string): string {
  const trimmed = basePath.replace(/\/+$/, '');
  if (trimmed === '') return '';
  const target = canonicalTarget(trimmed);
  if ('refusal' in target || target.query !== '') throw new Error(`base path ${basePath} cannot be matched`);
  return target.path;
}

// Its own address, with the time limits, checks and credential of the version's upstream.
function compileCanary(record: ApiVersionRecord, openSecret: SecretOpener): CanaryEntry | null {
  const canary = record.routing?.canary;
  if (!canary) return null;
  const { balancing } = record.upstream;
  const upstream = {
    ...record.upstream,
    url: canary.url,
    ...(balancing ? { balancing: { ...balancing, targets: [] } } : {}),
  };
  return {
    id: `${record.id} canary`,
    share: new AppShare(record.id, canary.percent),
    ...compileUpstream({ ...record, upstream }, openSecret),
  };
}

// It knows nothing of the upstream's credential and certificates, and has connections of its own, so that it takes none of anybody's.
function compileMirror(record: ApiVersionRecord, openSecret: SecretOpener): MirrorEntry | null {
  const mirror = record.routing?.mirror;
  if (!mirror) return null;
  const { connectTimeoutMs, headTimeoutMs, idleTimeoutMs } = record.upstream;
  const connections = { maxConnections: mirror.maxInFlight, maxWaiting: 0, waitTimeoutMs: MIRROR_WAIT_MS };
  const compiled = compileUpstream(
    {
      ...record,
      upstream: { connectTimeoutMs, headTimeoutMs, idleTimeoutMs, url: mirror.url, connections },
    },
    openSecret,
  );
  const { percent, maxBodyBytes, maxInFlight } = mirror;
  const share = new RequestShare(percent);
  return { versionId: record.id, share, target: compiled.upstream, maxBodyBytes, maxInFlight };
}

// A cache between must not give the answer of one version to who asks for another.
function varyHeaders({ routing }: ApiVersionRecord): readonly string[] {
  const selection = routing?.selection;
  if (!selection) return [];
  return ['vary', selection.by === 'header' ? selection.name : 'accept'];
}

/** RFC 9745 `Deprecation` and RFC 8594 `Sunset`. */
export function lifecycleHeaders(
  record: Pick<ApiVersionRecord, 'status' | 'deprecatedAt' | 'sunsetAt'>,
): readonly string[] {
  const headers: string[] = [];
  if (record.status === 'active') return headers;
  if (record.deprecatedAt !== null) {
    headers.push('deprecation', `@${Math.floor(Date.parse(record.deprecatedAt) / 1000)}`);
  }
  if (record.sunsetAt !== null) headers.push('sunset', new Date(record.sunsetAt).toUTCString());
  return headers;
}
