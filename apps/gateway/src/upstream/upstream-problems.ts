import { MAX_ROUTE_PROBLEMS, type RouteProblem } from '@tollgate/domain/snapshot';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { UpstreamPools } from './upstream-pools.ts';

/** Which API versions have a target that no connection can be made to, for their providers to know. */
export function upstreamProblems(pools: UpstreamPools, index: ConfigurationIndex | null): RouteProblem[] {
  const found: RouteProblem[] = [];
  if (!index || !pools.hasFaults()) return found;
  for (const { active } of index.versions.values()) {
    if (!active) continue;
    const { tenantId, id } = active.record;
    const targets = active.plan?.targets.map(({ upstream }) => upstream) ?? [active.upstream];
    for (const target of targets) {
      const fault = pools.faultOf(target);
      if (fault === null) continue;
      const name = (target.origin + target.pathPrefix).slice(0, 150);
      found.push({ tenantId, apiVersionId: id, message: `${name} cannot be called: ${fault}.` });
      if (found.length === MAX_ROUTE_PROBLEMS) return found;
    }
  }
  return found;
}
