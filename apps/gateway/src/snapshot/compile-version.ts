import type { PolicyUse } from '@tollgate/domain/snapshot';
import { canonicalTarget } from '../http/canonical-path.ts';
import type { CompiledPolicies, LevelPolicies, PolicyCompiler } from '../pipeline/compile-policies.ts';
import { OperationTree } from '../routing/operation-tree.ts';
import { compileVersionRewrite } from '../routing/path-rewrite.ts';
import { compileUpstream } from './compile-upstream.ts';
import { describeOperations, prepareAnswers } from './describe-operations.ts';
import type { ApiVersionRecord, VersionEntry } from './entries.ts';
import type { SecretOpener } from './secrets/open-secret.ts';

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
    operations: new OperationTree(record.operations, compileVersionRewrite(record.routing, basePath)),
    policies,
    operationPolicies,
    described: isDescribed ? describeOperations(record) : null,
    answers: hasAnswers ? prepareAnswers(record) : null,
    lifecycleHeaders: lifecycleHeaders(record),
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
