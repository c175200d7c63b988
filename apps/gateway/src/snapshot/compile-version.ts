import { canonicalTarget } from '../http/canonical-path.ts';
import type { CompiledPolicies } from '../pipeline/compile-policies.ts';
import { OperationTree } from '../routing/operation-tree.ts';
import { compileVersionRewrite } from '../routing/path-rewrite.ts';
import { compileUpstream } from './compile-upstream.ts';
import { describeOperations, prepareAnswers } from './describe-operations.ts';
import type { ApiVersionRecord, VersionEntry } from './entries.ts';
import type { SecretOpener } from './secrets/open-secret.ts';

export type PolicyCompiler = (uses: ApiVersionRecord['policies']) => CompiledPolicies;

/** Makes what serves an API version. Throws with the reason when it may not go live. */
export function compileVersion(
  record: ApiVersionRecord,
  compilePolicies: PolicyCompiler,
  openSecret: SecretOpener,
): VersionEntry {
  const policies = compilePolicies(record.policies);
  const basePath = compileBasePath(record.basePath);
  return {
    record,
    basePath,
    ...compileUpstream(record, openSecret),
    operations: new OperationTree(record.operations, compileVersionRewrite(record.routing, basePath)),
    policies,
    described: policies.needsDescription ? describeOperations(record) : null,
    answers: policies.needsAnswers ? prepareAnswers(record) : null,
    lifecycleHeaders: lifecycleHeaders(record),
  };
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
