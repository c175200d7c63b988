import { Environment } from '@tollgate/domain/environment';
import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { Instant, microsOf, SecondsAsTime } from '../query-values.ts';
import { measureUsage } from './measure-usage.ts';
import { NO_USAGE, UsageMeasures } from './usage-measures.ts';
import { UsageFilters } from './usage-scope.ts';
import type { UsagePoint } from './usage-series.ts';
import { bucketTimes } from './usage-series.ts';

export const LiveTrafficInput = z.strictObject({
  environment: Environment,
  /** How far back. */
  minutes: z.int().min(1).max(60).default(5),
  stepSeconds: z.literal([1, 5, 10, 30, 60]).default(10),
  filters: UsageFilters.default({}),
  /** The instant to look back from, by default now. */
  now: Instant.optional(),
});
export type LiveTrafficInput = z.input<typeof LiveTrafficInput>;

const LiveRow = UsageMeasures.extend({ time: SecondsAsTime });

/** The last minutes in steps of seconds, from single events, zeros included; the last step is still filling. */
export async function liveTraffic(
  analytics: Analytics,
  tenant: string,
  input: LiveTrafficInput,
): Promise<UsagePoint[]> {
  const { minutes, stepSeconds, now, ...scope } = LiveTrafficInput.parse(input);
  const stepMs = stepSeconds * 1000;
  const to = now ?? new Date();
  const from = new Date(Math.ceil((to.getTime() - minutes * 60_000) / stepMs) * stepMs);
  const rows = await measureUsage(analytics, tenant, scope, {
    sources: [{ table: 'usage_events', fromUs: microsOf(from), toUs: microsOf(to) }],
    stepSeconds,
    columns: ['u.at AS time'],
    rest: 'GROUP BY time ORDER BY time',
    row: LiveRow,
  });
  const byTime = new Map(rows.map((row) => [row.time, row]));
  return bucketTimes(from, to, stepSeconds).map((time) => byTime.get(time) ?? { ...NO_USAGE, time });
}
