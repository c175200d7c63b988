import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodAt, periodBefore } from './periods.ts';

const instant = fc
  .integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2100-01-01T00:00:00Z') })
  .map((ms) => new Date(ms));
const at = (text: string) => new Date(text);

test('a period holds the instant it was asked for, and has its anchor’s time of day', () => {
  fc.assert(
    fc.property(instant, instant, (anchor, now) => {
      const { start, end } = periodAt(anchor, now);
      expect(start <= now && now < end).toBe(true);
      const timeOfDayMs = anchor.getTime() % 86_400_000;
      expect(start.getTime() % 86_400_000).toBe(timeOfDayMs);
      expect(end.getTime() % 86_400_000).toBe(timeOfDayMs);
    }),
    { numRuns: 500 },
  );
});

test('periods follow each other without gap or overlap', () => {
  fc.assert(
    fc.property(instant, instant, (anchor, now) => {
      const period = periodAt(anchor, now);
      expect(periodBefore(anchor, period).end).toEqual(period.start);
      expect(periodAt(anchor, period.end).start).toEqual(period.end);
      expect(periodAt(anchor, period.start)).toEqual(period);
      expect(periodAt(anchor, new Date(period.end.getTime() - 1))).toEqual(period);
    }),
    { numRuns: 500 },
  );
});

test('the first period starts at the anchor to the millisecond', () => {
  fc.assert(
    fc.property(instant, (anchor) => {
      expect(periodAt(anchor, anchor).start).toEqual(anchor);
    }),
  );
});

test('a period is a month: 28 to 31 days', () => {
  fc.assert(
    fc.property(instant, instant, (anchor, now) => {
      const { start, end } = periodAt(anchor, now);
      const days = (end.getTime() - start.getTime()) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(28);
      expect(days).toBeLessThanOrEqual(31);
    }),
  );
});

test('an anchor on the 31st falls back to the last day of shorter months and comes back after', () => {
  const anchor = at('2026-01-31T10:00:00.500Z');
  expect(periodAt(anchor, at('2026-02-10T00:00:00Z'))).toEqual({
    start: anchor,
    end: at('2026-02-28T10:00:00.500Z'),
  });
  expect(periodAt(anchor, at('2026-03-10T00:00:00Z'))).toEqual({
    start: at('2026-02-28T10:00:00.500Z'),
    end: at('2026-03-31T10:00:00.500Z'),
  });
  expect(periodAt(anchor, at('2028-02-29T12:00:00Z')).start).toEqual(at('2028-02-29T10:00:00.500Z'));
});

test('periods before the anchor exist as well', () => {
  const anchor = at('2026-05-15T00:00:00Z');
  expect(periodAt(anchor, at('2026-05-14T23:59:59.999Z'))).toEqual({
    start: at('2026-04-15T00:00:00Z'),
    end: anchor,
  });
});
