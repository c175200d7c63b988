import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RoundRobin } from './round-robin.ts';

const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });
const targetsOf = (list: number[]) => list.map((weight, at) => ({ at, weight, weightAt: () => weight }));
const total = (list: number[]) => list.reduce((sum, weight) => sum + weight, 0);

function picks(list: number[], count: number, random = () => 0): number[] {
  const turns = new RoundRobin(targetsOf(list), random, 0);
  return Array.from({ length: count }, () => turns.next(0)?.at ?? -1);
}

test('in as many choices as all weights together, each target is chosen as often as its weight says, wherever one begins', () => {
  fc.assert(
    fc.property(
      weights,
      fc.nat({ max: 50 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (list, from, lot) => {
        const window = picks(list, from + total(list), () => lot).slice(from);
        for (const [at, weight] of list.entries()) {
          expect(window.filter((pick) => pick === at).length).toBe(weight);
        }
      },
    ),
  );
});

test('no target waits much longer for its turn than its share says, so that a heavy one gets no burst', () => {
  fc.assert(
    fc.property(weights, (list) => {
      const sequence = picks(list, 2 * total(list));
      for (const [at, weight] of list.entries()) {
        const turns = sequence.flatMap((pick, when) => (pick === at ? [when] : []));
        const waits = turns.slice(1).map((when, before) => when - (turns[before] as number));
        expect(Math.max(0, ...waits)).toBeLessThanOrEqual(total(list) / weight + list.length);
      }
    }),
  );
  expect(picks([5, 1, 1], 7)).toEqual([0, 0, 0, 1, 0, 2, 0]);
  expect(picks([1, 1, 1], 6)).toEqual([0, 1, 2, 0, 1, 2]);
});

test('a target whose weight grows is chosen more often by and by', () => {
  const slow = { weightAt: (nowMs: number) => Math.min(1, Math.max(0.1, nowMs / 100)) };
  const full = { weightAt: () => 1 };
  const turns = new RoundRobin([slow, full], () => 0, 0);
  const share = (nowMs: number) =>
    Array.from({ length: 100 }, () => turns.next(nowMs)).filter((target) => target === slow).length;
  const [first, second, third] = [share(0), share(50), share(100)];
  expect(first).toBeLessThan(15);
  expect(second).toBeGreaterThan(first);
  expect(third).toBeGreaterThanOrEqual(49);
});

test('without targets there is none to choose', () => {
  expect(new RoundRobin([], Math.random, 0).next(0)).toBeUndefined();
});
