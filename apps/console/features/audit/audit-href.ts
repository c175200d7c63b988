import type { SearchParams } from '@tollgate/ui/data/table-params';
import { first } from '../../shell/list-state.ts';
import { paths } from '../../shell/paths.ts';

/** The audit log narrowed as it is, with these changes, from its first page. */
export function auditHref(params: SearchParams, changes: Record<string, string | undefined>): string {
  const kept = Object.entries(params).map(([name, value]) => [name, first(value)] as const);
  return paths.audit({ ...Object.fromEntries(kept), ...changes });
}
