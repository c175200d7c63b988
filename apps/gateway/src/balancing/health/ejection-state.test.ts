import { expect, test } from 'vitest';
import { EjectionState } from './ejection-state.ts';

const make = () => new EjectionState({ failures: 3, durationMs: 1000 });
const fail = (state: EjectionState, nowMs: number) =>
  [1, 2, 3].map(() => state.record('failure', nowMs)).at(-1);

test('so many failures in a row leave a target out, and a success between them does not', () => {
  const state = make();
  state.record('failure', 0);
  state.record('failure', 0);
  state.record('success', 0);
  state.record('unknown', 0);
  expect(state.record('failure', 0)).toBe(false);
  expect(state.record('failure', 0)).toBe(false);
  expect(state.record('failure', 0)).toBe(true);
  expect([state.isEjected(999), state.isEjected(1000)]).toEqual([true, false]);
});

test('it is longer each time, to ten times, and short again after a success', () => {
  const state = make();
  let nowMs = 0;
  const durations = Array.from({ length: 12 }, () => {
    fail(state, nowMs);
    const duration = state.untilMs - nowMs;
    nowMs = state.untilMs;
    return duration;
  });
  expect(durations.slice(0, 3)).toEqual([1000, 2000, 3000]);
  expect(durations.at(-1)).toBe(10_000);
  state.record('success', nowMs);
  fail(state, nowMs);
  expect(state.untilMs - nowMs).toBe(1000);
});

test('answers to requests sent before do not make it longer', () => {
  const state = make();
  fail(state, 0);
  expect(fail(state, 10)).toBe(false);
  expect(state.untilMs).toBe(1000);
});
