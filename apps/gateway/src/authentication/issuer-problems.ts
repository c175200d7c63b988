import { MAX_ROUTE_PROBLEMS, type RouteProblem } from '@tollgate/domain/snapshot';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { JwksProblem } from './jwks-cache.ts';

/** Which API versions feel that the keys of an issuer cannot be read, for their providers to know. */
export function issuerProblems(
  problems: readonly JwksProblem[],
  index: ConfigurationIndex | null,
): RouteProblem[] {
  const found: RouteProblem[] = [];
  if (problems.length === 0 || !index) return found;
  const byUrl = new Map(problems.map((problem) => [problem.url, problem]));
  for (const { active } of index.versions.values()) {
    for (const { config } of active?.policies.authenticate ?? []) {
      const problem = byUrl.get((config as { jwksUrl?: string }).jwksUrl ?? '');
      if (!active || !problem) continue;
      const { tenantId, id } = active.record;
      found.push({ tenantId, apiVersionId: id, message: messageOf(problem) });
      if (found.length === MAX_ROUTE_PROBLEMS) return found;
    }
  }
  return found;
}

// The same text for as long as nothing changes, so that a report that says nothing new writes nothing.
function messageOf({ url, problem, servesUntilMs }: JwksProblem): string {
  const what = `The keys of the issuer at ${url.slice(0, 200)} cannot be read: ${problem}.`;
  if (servesUntilMs === null) return `${what} Its tokens are answered issuer_unreachable.`;
  return `${what} Those read before serve until ${new Date(servesUntilMs).toISOString().slice(0, 16)}Z.`;
}
