import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cheaperOfTwo, latencyCost, requestsCost } from './two-choices.ts';
import type { Loaded } from './weighted.ts';

function target(inFlight: number, latencyMs = 0, weight = 1): Loaded & { inFlight: number } {
  return { inFlight, latencyMs: () => latencyMs, weightAt: () => weight };
}
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test('of two targets, the one with fewer requests under way for its weight is chosen', () => {
  const [busy, idle] = [target(3), target(1)];
  expect(cheaperOfTwo([busy, idle], requestsCost, Math.random, 0)).toBe(idle);
  const heavy = target(3, 0, 4);
  expect(cheaperOfTwo([heavy, idle], requestsCost, Math.random, 0)).toBe(heavy);
});

test('the busiest of several is never chosen, whatever the lot says', () => {
  const lots = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 32 }), lots, (count, [a, b]) => {
      const targets = Array.from({ length: count }, (_, at) => target(at === 0 ? 100 : 1));
      const lot = [a, b] as number[];
      const chosen = cheaperOfTwo(targets, requestsCost, () => lot.shift() as number, 0);
      expect(chosen).toBeDefined();
      expect(chosen).not.toBe(targets[0]);
    }),
  );
});

test('a thousand requests that do not end are spread evenly', () => {
  const targets = Array.from({ length: 8 }, () => target(0));
  const lot = random(7);
  for (let sent = 0; sent < 1000; sent++) {
    const chosen = cheaperOfTwo(targets, requestsCost, lot, 0);
    if (chosen) chosen.inFlight++;
  }
  for (const { inFlight } of targets) expect(Math.abs(inFlight - 125)).toBeLessThan(8);
});

test('a quicker target is chosen, until what waits on it makes it the slower one', () => {
  const quick = target(0, 10);
  const slow = target(0, 100);
  expect(cheaperOfTwo([quick, slow], latencyCost, Math.random, 0)).toBe(quick);
  quick.inFlight = 20;
  expect(cheaperOfTwo([quick, slow], latencyCost, Math.random, 0)).toBe(slow);
});

test('a target nothing is known of gets one request and not all of them', () => {
  const unknown = target(0);
  const known = target(0, 50);
  expect(cheaperOfTwo([unknown, known], latencyCost, Math.random, 0)).toBe(unknown);
  unknown.inFlight = 1;
  expect(cheaperOfTwo([unknown, known], latencyCost, Math.random, 0)).toBe(known);
});

test('one target is chosen without a lot, and none gives none', () => {
  const only = target(5);
  expect(cheaperOfTwo([only], requestsCost, Math.random, 0)).toBe(only);
  expect(cheaperOfTwo([], requestsCost, Math.random, 0)).toBeUndefined();
});
