import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppShare } from './app-share.ts';

const share = (percent: number, versionId = 'ver_1') => new AppShare(versionId, percent);
const apps = Array.from({ length: 20_000 }, (_, i) => `app_${i.toString(36)}`);
const shareOf = (of: AppShare) => apps.filter((app) => of.takes(app)).length / apps.length;

test('it takes its share of the apps, none of them at 0 and all at 100', () => {
  expect(shareOf(share(0))).toBe(0);
  expect(shareOf(share(100))).toBe(1);
  for (const percent of [1, 10, 50, 90]) expect(shareOf(share(percent))).toBeCloseTo(percent / 100, 1);
});

test('a larger share keeps the apps it had, and a smaller one takes no others', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(100), fc.nat(100), (app, one, other) => {
      const [small, large] = one < other ? [one, other] : [other, one];
      if (share(small).takes(app)) expect(share(large).takes(app)).toBe(true);
    }),
  );
});

test('which apps go first differs from version to version', () => {
  const both = apps.filter((app) => share(10).takes(app) && share(10, 'ver_2').takes(app));
  expect(both.length / apps.length).toBeLessThan(0.02);
});
