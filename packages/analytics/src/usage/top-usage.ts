import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { TenantId } from '../query-values.ts';
import { dimensionSql, UsageDimension } from './usage-dimensions.ts';
import { MEASURE_COLUMNS, UsageMeasures, usageFrom } from './usage-measures.ts';
import { checkRange, scopeConditions, usageScopeShape } from './usage-scope.ts';
import { usageSources } from './usage-sources.ts';

export const TopUsageInput = z
  .strictObject({
    ...usageScopeShape,
    dimension: UsageDimension,
    orderBy: z
      .enum(['requests', 'billable', 'errors', 'serverErrors', 'p95Ms', 'responseBytes'])
      .default('requests'),
    limit: z.int().min(1).max(1_000).default(10),
  })
  .superRefine(checkRange);
export type TopUsageInput = z.input<typeof TopUsageInput>;

const TopUsageRow = UsageMeasures.extend({ value: z.string() });
export type TopUsageRow = z.output<typeof TopUsageRow>;

/** The values of a dimension with the most usage in a range, largest first; the empty value means none. */
export async function topUsage(
  analytics: Analytics,
  tenant: string,
  input: TopUsageInput,
): Promise<TopUsageRow[]> {
  const { environment, from, to, filters, dimension, orderBy, limit } = TopUsageInput.parse(input);
  const scope = scopeConditions(TenantId.parse(tenant), environment, filters);
  const source = usageFrom(usageSources(from, to, 'day'), scope, { dimension: dimensionSql(dimension) });
  return analytics.query(
    `SELECT u.dim AS value, ${MEASURE_COLUMNS} ${source.sql} GROUP BY value ORDER BY ${orderBy} DESC, value LIMIT ${limit}`,
    source.params,
    TopUsageRow,
  );
}
