import { type UsageSeries, UsageSeriesInput, usageSeries } from '@tollgate/analytics/usage/usage-series';
import { type UsageTotals, usageTotals } from '@tollgate/analytics/usage/usage-totals';
import { GetUsageInput } from '@tollgate/contract/usage';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { labelValues } from './label-values.ts';
import { usageScope } from './usage-scope.ts';

export interface Usage {
  totals: UsageTotals;
  series: (UsageSeries & { label: string })[];
}

/** Usage of a range with its sums, those of the range before, and a series, grouped when asked. */
export async function getUsage(ctx: Ctx, input: GetUsageInput): Promise<Usage> {
  const { filter, granularity, groupBy, ...range } = parseInput(GetUsageInput, input);
  const query = { ...range, filters: await usageScope(ctx, filter) };
  const wanted = parseInput(UsageSeriesInput, { ...query, granularity, ...(groupBy ? { groupBy } : {}) });
  const [totals, series] = await Promise.all([
    usageTotals(ctx.analytics, ctx.tenantId, query),
    usageSeries(ctx.analytics, ctx.tenantId, wanted),
  ]);
  const label = groupBy
    ? await labelValues(
        ctx,
        groupBy,
        series.map((entry) => entry.value),
      )
    : () => 'all';
  return {
    totals,
    series: series.map((entry) => ({ ...entry, label: entry.isRest ? 'all others' : label(entry.value) })),
  };
}
