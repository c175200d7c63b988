import { Environment } from '@tollgate/domain/environment';
import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { Count, Instant, microsOf, TenantId } from '../query-values.ts';

export const QuotaUsedInput = z.strictObject({
  /** Left out, usage of both environments counts. */
  environment: Environment.optional(),
  /** Each subscription with the start of its running period. */
  subscriptions: z
    .array(z.strictObject({ subscription: z.string().min(1).max(64), periodStart: Instant }))
    .max(1_000),
});
export type QuotaUsedInput = z.input<typeof QuotaUsedInput>;

const QuotaRow = z.object({ subscription: z.string(), used: Count });
const HOUR_US = 3_600_000_000;

/**
 * Requests that consumed quota since each subscription's period began: those the gateway forwarded, which is the
 * `consumed` column of `usage_events`. Every subscription asked for is in the answer, zeros included.
 */
export async function quotaUsed(
  analytics: Analytics,
  tenant: string,
  input: QuotaUsedInput,
): Promise<Map<string, number>> {
  const { environment, subscriptions } = QuotaUsedInput.parse(input);
  const used = new Map(subscriptions.map(({ subscription }) => [subscription, 0]));
  if (subscriptions.length === 0) return used;
  const starts = subscriptions.map(({ periodStart }) => microsOf(periodStart));
  const rows = await analytics.query(
    QUERY,
    {
      tenant: TenantId.parse(tenant),
      environments: environment ? [environment] : Environment.options,
      subscriptions: subscriptions.map(({ subscription }) => subscription),
      starts,
      firstHours: starts.map((start) => Math.ceil(start / HOUR_US) * HOUR_US),
      earliest: Math.min(...starts),
    },
    QuotaRow,
  );
  for (const { subscription, used: count } of rows) used.set(subscription, count);
  return used;
}

// Whole hours come from the roll-up, and the rest of the hour in which a period began from single events.
const QUERY = `
SELECT subscription, sum(part) AS used
FROM (
  SELECT subscription, sum(consumed) AS part
  FROM usage_by_hour
  WHERE tenant = {tenant:String} AND has({environments:Array(String)}, environment)
    AND toDate(bucket) >= toDate(toDateTime(intDiv({earliest:Int64}, 1000000), 'UTC'))
    AND has({subscriptions:Array(String)}, subscription)
    AND toInt64(toUnixTimestamp(bucket)) * 1000000
      >= arrayElement({firstHours:Array(Int64)}, indexOf({subscriptions:Array(String)}, subscription))
  GROUP BY subscription
  UNION ALL
  SELECT subscription, sum(consumed) AS part
  FROM usage_events
  WHERE tenant = {tenant:String} AND has({environments:Array(String)}, environment)
    AND has(arrayMap(us -> toStartOfHour(fromUnixTimestamp64Micro(us, 'UTC')), {starts:Array(Int64)}), toStartOfHour(time))
    AND has({subscriptions:Array(String)}, subscription)
    AND time_us >= arrayElement({starts:Array(Int64)}, indexOf({subscriptions:Array(String)}, subscription))
    AND time_us < arrayElement({firstHours:Array(Int64)}, indexOf({subscriptions:Array(String)}, subscription))
  GROUP BY subscription
)
GROUP BY subscription`;
