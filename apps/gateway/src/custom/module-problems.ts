import { MAX_ROUTE_PROBLEMS, type RouteProblem } from '@tollgate/domain/snapshot';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { ModuleProblem } from './custom-threads.ts';

/** What API versions suffer from modules that do not work, for their providers to read. */
export function moduleProblems(
  problems: readonly ModuleProblem[],
  index: ConfigurationIndex | null,
): RouteProblem[] {
  const found: RouteProblem[] = [];
  if (problems.length === 0 || !index) return found;
  for (const { active } of index.versions.values()) {
    if (!active) continue;
    const { request, response } = active.policies;
    const modules = [...request, ...response].flatMap(({ id, config }) =>
      id === 'custom' ? (config as { module: string }).module : [],
    );
    const { tenantId, id } = active.record;
    for (const { tenantId: sufferer, module, problem } of problems) {
      if (!modules.includes(module) || (sufferer !== null && sufferer !== tenantId)) continue;
      found.push({ tenantId, apiVersionId: id, message: `The custom policy ${module} fails: ${problem}.` });
      if (found.length === MAX_ROUTE_PROBLEMS) return found;
    }
  }
  return found;
}
