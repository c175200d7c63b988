import { expect, test } from 'vitest';
import { CircuitBreaker, NO_PROBE } from './circuit-breaker.ts';
import type { Outcome } from './outcome.ts';

const SETTINGS = { failurePercent: 50, minRequests: 4, windowMs: 1000, openMs: 5000, probes: 2 };

function run(breaker: CircuitBreaker, outcomes: Outcome[], nowMs: number): void {
  for (const outcome of outcomes) {
    const passage = breaker.enter(nowMs);
    if (passage !== null) breaker.leave(passage, outcome, nowMs);
  }
}
function opened(): CircuitBreaker {
  const breaker = new CircuitBreaker(SETTINGS);
  run(breaker, ['failure', 'failure', 'failure', 'failure'], 1000);
  return breaker;
}

test('it opens when enough requests were made and enough of them failed', () => {
  const breaker = new CircuitBreaker(SETTINGS);
  run(breaker, ['failure', 'failure', 'failure'], 1000);
  expect(breaker.state).toBe('closed');
  run(breaker, ['success'], 1000);
  expect(breaker.state).toBe('closed');
  run(breaker, ['failure'], 1000);
  expect(breaker.state).toBe('open');
  expect(breaker.enter(5999)).toBeNull();
  expect(breaker.retryAfterSeconds(1500)).toBe(5);
});

test('failures that are further apart than the window never open it', () => {
  const breaker = new CircuitBreaker(SETTINGS);
  for (let nowMs = 0; nowMs < 60_000; nowMs += 1100) run(breaker, ['failure'], nowMs);
  expect(breaker.state).toBe('closed');
});

test('what the client ended says nothing', () => {
  const breaker = new CircuitBreaker(SETTINGS);
  run(
    breaker,
    Array.from({ length: 100 }, () => 'unknown' as const),
    1000,
  );
  expect(breaker.state).toBe('closed');
});

test('after its rest it lets only the probes through, and closes when all of them succeeded', () => {
  const breaker = opened();
  const probes = [breaker.enter(6000), breaker.enter(6000)];
  expect(probes.every((passage) => passage !== null && passage !== NO_PROBE)).toBe(true);
  expect(breaker.enter(6000)).toBeNull();
  breaker.leave(probes[0] as number, 'success', 6010);
  expect(breaker.state).toBe('half_open');
  expect(breaker.enter(6010)).toBeNull();
  breaker.leave(probes[1] as number, 'success', 6020);
  expect(breaker.state).toBe('closed');
  run(breaker, ['failure', 'failure', 'failure'], 6030);
  expect(breaker.state).toBe('closed');
});

test('the first probe that fails opens it for a whole rest again', () => {
  const breaker = opened();
  const probes = [breaker.enter(6000), breaker.enter(6000)];
  breaker.leave(probes[0] as number, 'failure', 6100);
  expect(breaker.state).toBe('open');
  expect(breaker.enter(11_099)).toBeNull();
  breaker.leave(probes[1] as number, 'success', 6200);
  expect(breaker.state).toBe('open');
  expect(breaker.enter(11_100)).not.toBeNull();
});

test('a probe whose client went away makes room for another', () => {
  const breaker = opened();
  const probe = breaker.enter(6000);
  breaker.enter(6000);
  breaker.leave(probe as number, 'unknown', 6100);
  expect(breaker.enter(6200)).not.toBeNull();
});

test('answers to requests from before it opened do not close or reopen it', () => {
  const breaker = new CircuitBreaker(SETTINGS);
  const early = breaker.enter(900);
  run(breaker, ['failure', 'failure', 'failure', 'failure'], 1000);
  breaker.enter(6000);
  breaker.leave(early as number, 'failure', 6100);
  expect(breaker.state).toBe('half_open');
});
