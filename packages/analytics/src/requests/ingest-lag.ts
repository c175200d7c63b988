import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { Count, Instant, microsOf, TenantId } from '../query-values.ts';
import { timeBetween } from '../usage/usage-measures.ts';

export const IngestLagInput = z.strictObject({
  /** How far back to look. */
  minutes: z.int().min(1).max(1_440).default(15),
  /** The instant to look back from, by default now. */
  now: Instant.optional(),
});
export type IngestLagInput = z.input<typeof IngestLagInput>;

const milliseconds = z
  .union([z.number(), z.string(), z.null()])
  .transform((value) => (value === null ? null : Number(value)));
const LagRow = z.object({
  events: Count,
  lastEventMs: Count,
  lastReceivedMs: Count,
  p50LagMs: milliseconds,
  maxLagMs: milliseconds,
});

export interface IngestLag {
  events: number;
  /** RFC 3339 of the newest event and of the newest arrival; null without events in the window. */
  lastEventAt: string | null;
  lastReceivedAt: string | null;
  /** From the end of an exchange to its row in ClickHouse; null without events in the window. */
  p50LagMs: number | null;
  maxLagMs: number | null;
}

/** How long events of the last minutes took from the gateway to ClickHouse. */
export async function ingestLag(
  analytics: Analytics,
  tenant: string,
  input: IngestLagInput = {},
): Promise<IngestLag> {
  const { minutes, now } = IngestLagInput.parse(input);
  const to = microsOf(now ?? new Date());
  const [row] = await analytics.query(
    `SELECT count() AS events, intDiv(max(time_us), 1000) AS lastEventMs,
       toUnixTimestamp64Milli(max(received_at)) AS lastReceivedMs,
       if(events = 0, NULL, quantileExact(0.5)(lag)) AS p50LagMs, if(events = 0, NULL, max(lag)) AS maxLagMs
     FROM (
       SELECT time_us, received_at,
         toUnixTimestamp64Milli(received_at) - intDiv(time_us + toInt64(duration_us), 1000) AS lag
       FROM usage_events
       WHERE tenant = {tenant:String} AND ${timeBetween('from', 'to')}
     )`,
    { tenant: TenantId.parse(tenant), from: to - minutes * 60_000_000, to },
    LagRow,
  );
  if (!row || row.events === 0) {
    return { events: 0, lastEventAt: null, lastReceivedAt: null, p50LagMs: null, maxLagMs: null };
  }
  return {
    events: row.events,
    lastEventAt: new Date(row.lastEventMs).toISOString(),
    lastReceivedAt: new Date(row.lastReceivedMs).toISOString(),
    p50LagMs: row.p50LagMs,
    maxLagMs: row.maxLagMs,
  };
}
