import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HealthState } from './health-state.ts';

const SETTINGS = { path: '/health', intervalMs: 10_000, timeoutMs: 1000, healthyAfter: 2, unhealthyAfter: 3 };
const half = () => 0.5;

test('only so many results in a row change what a target counts as', () => {
  const state = new HealthState(SETTINGS, half, 0);
  const record = (...results: boolean[]) => results.map((isOk) => state.record(isOk, 0));
  expect(record(false, false, true, false, false)).not.toContain(true);
  expect(state.isHealthy).toBe(true);
  expect(record(false)).toEqual([true]);
  expect(state.isHealthy).toBe(false);
  expect(record(true, false, true)).not.toContain(true);
  expect(record(true)).toEqual([true]);
  expect(state.isHealthy).toBe(true);
});

test('checks come at the interval, a tenth more or less', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (lot) => {
      const state = new HealthState(SETTINGS, () => lot, 1000);
      expect(state.dueAtMs).toBeGreaterThanOrEqual(1000);
      expect(state.dueAtMs).toBeLessThanOrEqual(11_000);
      state.record(true, 50_000);
      expect(Math.abs(state.dueAtMs - 60_000)).toBeLessThanOrEqual(1000);
    }),
  );
});
