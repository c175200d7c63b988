import { TopUsageInput, type TopUsageRow, topUsage } from '@tollgate/analytics/usage/top-usage';
import { GetTopUsageInput } from '@tollgate/contract/usage';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { labelValues } from './label-values.ts';
import { usageScope } from './usage-scope.ts';

/** The values of a dimension with the most usage in a range, largest first, with their names. */
export async function getTopUsage(
  ctx: Ctx,
  input: GetTopUsageInput,
): Promise<{ data: (TopUsageRow & { label: string })[] }> {
  const { filter, ...query } = parseInput(GetTopUsageInput, input);
  const wanted = parseInput(TopUsageInput, { ...query, filters: await usageScope(ctx, filter) });
  const rows = await topUsage(ctx.analytics, ctx.tenantId, wanted);
  const label = await labelValues(
    ctx,
    query.dimension,
    rows.map((row) => row.value),
  );
  return { data: rows.map((row) => ({ ...row, label: label(row.value) })) };
}
