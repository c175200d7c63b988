import type { UsageEvent } from '@tollgate/domain/usage-event';
import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { insertEvents } from '../insert-events.ts';
import { Count, microsOf } from '../query-values.ts';
import { timeBetween } from '../usage/usage-measures.ts';
import { type GenerateUsageInput, generateUsage } from './generate-usage.ts';

const SeededHour = z.object({ subscription: z.string(), environment: z.string(), hour: Count });
const HOUR_US = 3_600_000_000;

/**
 * Inserts generated usage through the normal table and returns how many events were new. Hours of a subscription that
 * already have events of this gateway's name are left alone, so a second run, also one with a later end, doubles
 * nothing; give the seeder a gateway name that no real gateway has.
 */
export async function seedUsage(analytics: Analytics, input: GenerateUsageInput): Promise<number> {
  const seeded = await readSeededHours(analytics, input);
  const isNew = (event: UsageEvent) => !seeded.has(hourKey(event, Math.floor(event.time_us / HOUR_US)));
  let inserted = 0;
  for await (const batch of generateUsage(input)) {
    const events = batch.events.filter(isNew);
    await insertEvents(
      analytics,
      events.length === batch.events.length ? batch.token : `${batch.token}/rest`,
      events,
    );
    inserted += events.length;
  }
  return inserted;
}

async function readSeededHours(analytics: Analytics, input: GenerateUsageInput): Promise<Set<string>> {
  const found = new Set<string>();
  for (const tenant of new Set(input.subjects.map((subject) => subject.tenant))) {
    const rows = await analytics.query(
      `SELECT subscription, environment, intDiv(time_us, ${HOUR_US}) AS hour FROM usage_events
       WHERE tenant = {tenant:String} AND gateway = {gateway:String} AND ${timeBetween('from', 'to')}
       GROUP BY subscription, environment, hour`,
      { tenant, gateway: input.gateway, from: microsOf(input.from), to: microsOf(input.to) },
      SeededHour,
    );
    for (const row of rows) found.add(hourKey(row, row.hour));
  }
  return found;
}

function hourKey(
  { subscription, environment }: { subscription: string; environment: string },
  hour: number,
): string {
  return `${subscription} ${environment} ${hour}`;
}
