import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { measureUsage } from './measure-usage.ts';
import { dimensionSql, UsageDimension } from './usage-dimensions.ts';
import { UsageMeasures } from './usage-measures.ts';
import { checkRange, usageScopeShape } from './usage-scope.ts';
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
  const { from, to, dimension, orderBy, limit, ...scope } = TopUsageInput.parse(input);
  return measureUsage(analytics, tenant, scope, {
    sources: usageSources(from, to, 'day'),
    dimension: dimensionSql(dimension),
    columns: ['u.dim AS value'],
    rest: `GROUP BY value ORDER BY ${orderBy} DESC, value LIMIT ${limit}`,
    row: TopUsageRow,
  });
}
