import { liveTraffic } from '@tollgate/analytics/usage/live-traffic';
import type { UsagePoint } from '@tollgate/analytics/usage/usage-series';
import { GetLiveTrafficInput } from '@tollgate/contract/usage';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { usageScope } from './usage-scope.ts';

/** The last minutes in steps of ten seconds; the last step is still filling. */
export async function getLiveTraffic(
  ctx: Ctx,
  input: GetLiveTrafficInput,
): Promise<{ points: UsagePoint[] }> {
  const query = parseInput(GetLiveTrafficInput, input);
  const filters = await usageScope(ctx, {});
  const points = await liveTraffic(ctx.analytics, ctx.tenantId, { ...query, filters, now: ctx.now() });
  return { points };
}
