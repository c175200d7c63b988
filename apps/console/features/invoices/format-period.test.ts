import { expect, test } from 'vitest';
import { formatPeriod } from './format-period.ts';

test('a period of whole days ends on its last day, not on the day after', () => {
  const period = { start: '2026-03-01T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z' };
  expect(formatPeriod(period)).toBe('1 Mar 2026 to 31 Mar 2026');
});

test('another period names its hours', () => {
  const period = { start: '2026-03-05T10:30:00.000Z', end: '2026-04-05T10:30:00.000Z' };
  expect(formatPeriod(period)).toBe('5 Mar 2026, 10:30 UTC to 5 Apr 2026, 10:30 UTC');
});
