import { UsageEvent } from '@tollgate/domain/usage-event';
import { describe, expect, it } from 'vitest';
import { type GenerateUsageInput, generateUsage, type UsageSubject } from './generate-usage.ts';

const subject: UsageSubject = {
  tenant: 'tnt_one',
  environment: 'live',
  api: 'api_one',
  apiVersion: 'ver_one',
  product: 'prd_one',
  planVersion: 'plv_one',
  subscription: 'sub_one',
  app: 'app_one',
  key: 'key_one',
  operations: [
    { id: 'opn_often', method: 'GET', route: '/world/v1/countries', weight: 9 },
    { id: 'opn_seldom', method: 'POST', route: '/world/v1/quotes', weight: 1 },
  ],
  requestsPerDay: 1_500,
};
const input: GenerateUsageInput = {
  seed: 'test',
  from: new Date('2026-10-26T06:30:00Z'),
  to: new Date('2026-11-09T18:15:00Z'),
  subjects: [subject],
  region: 'local',
  gateway: 'seed',
};

async function generate(changes: Partial<GenerateUsageInput> = {}) {
  const events: UsageEvent[] = [];
  for await (const batch of generateUsage({ ...input, ...changes })) events.push(...batch.events);
  return events;
}

const events = await generate();

describe('generated usage', () => {
  it('is the same again for the same input, and different for another seed', async () => {
    expect(await generate()).toEqual(events);
    expect((await generate({ seed: 'other' })).slice(0, 5)).not.toEqual(events.slice(0, 5));
  });

  it('is made of valid events inside the range, in order, with ids of their own that carry the time', () => {
    const usEnd = input.to.getTime() * 1000;
    let before = input.from.getTime() * 1000;
    for (const event of events) {
      UsageEvent.parse(event);
      expect(event.time_us).toBeGreaterThanOrEqual(before);
      expect(event.time_us).toBeLessThan(usEnd);
      expect(Number.parseInt(event.id.replace('-', '').slice(0, 12), 16)).toBe(
        Math.floor(event.time_us / 1000),
      );
      before = event.time_us;
    }
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('bills exactly what the upstream answered below 500, and forwards nothing the gateway refused', () => {
    for (const event of events) {
      expect(event.billable).toBe(event.problem === '' && event.status < 500 ? 1 : 0);
      expect(event.upstream_us === 0).toBe(event.problem === 'rate_limited');
      expect(event.duration_us).toBeGreaterThan(event.upstream_us);
    }
    const statuses = new Set(events.map(({ status }) => status));
    for (const status of [200, 201, 400, 404, 429, 500]) expect(statuses).toContain(status);
  });

  it('has days and nights, and quieter weekends', () => {
    const perDay = (is: (at: Date) => boolean) =>
      events.filter(({ time_us }) => is(new Date(time_us / 1000))).length;
    expect(perDay((at) => at.getUTCHours() === 14)).toBeGreaterThan(
      3 * perDay((at) => at.getUTCHours() === 2),
    );
    const onDay = (day: string) => perDay((at) => at.toISOString().startsWith(day));
    expect(onDay('2026-10-31')).toBeLessThan(0.7 * onDay('2026-10-30'));
    expect(onDay('2026-10-30')).toBeGreaterThan(1_000);
    expect(onDay('2026-10-30')).toBeLessThan(1_700);
  });

  it('never begins before the subject does', async () => {
    const since = new Date('2026-11-02T11:30:00Z');
    const later = await generate({ subjects: [{ ...subject, since }] });
    expect(later).toEqual(events.filter(({ time_us }) => time_us >= since.getTime() * 1000));
  });
});
