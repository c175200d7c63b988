import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STEP_SECONDS, usageSources } from './usage-sources.ts';

const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
const granularity = fc.constantFrom('minute' as const, 'hour' as const, 'day' as const);

it('covers every range once, in order, without gap or overlap', () => {
  fc.assert(
    fc.property(instant, fc.nat(100 * 86_400_000), granularity, (from, lengthMs, coarsest) => {
      const to = new Date(from.getTime() + lengthMs);
      let at = from.getTime() * 1000;
      for (const source of usageSources(from, to, coarsest)) {
        expect(source.fromUs).toBe(at);
        expect(source.toUs).toBeGreaterThan(source.fromUs);
        at = source.toUs;
      }
      expect(at).toBe(to.getTime() * 1000);
    }),
  );
});

it('reads roll-ups only for whole buckets, never coarser than asked, and events for less than a minute at each end', () => {
  fc.assert(
    fc.property(instant, fc.nat(100 * 86_400_000), granularity, (from, lengthMs, coarsest) => {
      let eventsUs = 0;
      for (const { table, fromUs, toUs } of usageSources(
        from,
        new Date(from.getTime() + lengthMs),
        coarsest,
      )) {
        if (table === 'usage_events') {
          eventsUs += toUs - fromUs;
          continue;
        }
        const step = STEP_SECONDS[table.replace('usage_by_', '') as keyof typeof STEP_SECONDS];
        expect(step).toBeLessThanOrEqual(STEP_SECONDS[coarsest]);
        expect([fromUs % (step * 1e6), toUs % (step * 1e6)]).toEqual([0, 0]);
      }
      expect(eventsUs).toBeLessThan(2 * 60 * 1e6);
    }),
  );
});

it('reads one day by day and a day that is cut by what is finer', () => {
  const tables = (from: string, to: string) =>
    usageSources(new Date(from), new Date(to), 'day').map(({ table }) => table);
  expect(tables('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual(['usage_by_day']);
  expect(tables('2026-11-01T22:58:30Z', '2026-11-03T00:00:10Z')).toEqual([
    'usage_events',
    'usage_by_minute',
    'usage_by_hour',
    'usage_by_day',
    'usage_events',
  ]);
});
