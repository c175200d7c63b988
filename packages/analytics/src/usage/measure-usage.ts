import type { Environment } from '@tollgate/domain/environment';
import type { z } from 'zod';
import type { Analytics, QueryParams } from '../client.ts';
import { TenantId } from '../query-values.ts';
import { MEASURE_COLUMNS, type UsageGrouping, usageFrom } from './usage-measures.ts';
import { scopeConditions, type UsageFilters } from './usage-scope.ts';
import type { UsageSource } from './usage-sources.ts';

interface UsageQuery<T extends z.ZodType> extends UsageGrouping {
  sources: UsageSource[];
  /** Columns besides the measures, over `u.at` and `u.dim`. */
  columns?: string[];
  /** GROUP BY and what follows. */
  rest?: string;
  /** What `columns` and `rest` bind. */
  params?: QueryParams;
  row: T;
}

/** Measures a tenant's requests: the one query that totals, tops, series and live traffic are made of. */
export function measureUsage<T extends z.ZodType>(
  analytics: Analytics,
  tenant: string,
  { environment, filters }: { environment: Environment; filters: z.output<typeof UsageFilters> },
  { sources, columns = [], rest = '', params = {}, row, ...grouping }: UsageQuery<T>,
): Promise<z.output<T>[]> {
  const scope = scopeConditions(TenantId.parse(tenant), environment, filters);
  const from = usageFrom(sources, scope, grouping);
  return analytics.query(
    `SELECT ${[...columns, MEASURE_COLUMNS].join(', ')} ${from.sql} ${rest}`,
    { ...from.params, ...params },
    row,
  );
}
