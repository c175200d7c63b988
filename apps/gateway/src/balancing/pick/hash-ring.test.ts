import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HashRing } from './hash-ring.ts';

const keys = Array.from({ length: 2000 }, (_, at) => `app_${at}`);
const members = (weights: number[]) =>
  weights.map((weight, at) => ({ name: `http://t${at}.example`, weight }));
const all = () => true;

test('a target that is left out gives its keys away, and no other key moves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 8 }),
      fc.nat(),
      (weights, lot) => {
        const list = members(weights);
        const ring = new HashRing(list);
        const gone = list[lot % list.length];
        for (const key of keys.slice(0, 200)) {
          const before = ring.find(key, all);
          const after = ring.find(key, (member) => member !== gone);
          expect(after).not.toBe(gone);
          if (before !== gone) expect(after).toBe(before);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('the order in which targets are written changes nothing', () => {
  const list = members([1, 2, 3]);
  const [ring, turned] = [new HashRing(list), new HashRing(list.toReversed())];
  for (const key of keys) expect(turned.find(key, all)).toBe(ring.find(key, all));
});

test('keys fall to targets by their weights', () => {
  const list = members([1, 1, 2]);
  const ring = new HashRing(list);
  const counts = list.map(
    (member) => keys.filter((key) => ring.find(key, all) === member).length / keys.length,
  );
  for (const [at, share] of [0.25, 0.25, 0.5].entries()) expect(counts[at]).toBeCloseTo(share, 1);
});

test('a further equal target takes about its share of the keys, and the rest stay', () => {
  const four = new HashRing(members([1, 1, 1, 1]));
  const five = new HashRing(members([1, 1, 1, 1, 1]));
  const moved = keys.filter((key) => four.find(key, all)?.name !== five.find(key, all)?.name);
  expect(moved.length / keys.length).toBeLessThan(0.3);
});

test('with no fit target there is none', () => {
  expect(new HashRing(members([1, 1])).find('a', () => false)).toBeUndefined();
  expect(new HashRing([]).find('a', all)).toBeUndefined();
});
