import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RollingWindow } from './rolling-window.ts';

test('the sums are those of the last ten tenths, as if every event were kept', () => {
  const event = fc.record({ afterMs: fc.nat({ max: 1500 }), isSecond: fc.boolean() });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const window = new RollingWindow(1000);
      const seen: { bucket: number; isSecond: boolean }[] = [];
      let nowMs = 5_000_000;
      for (const { afterMs, isSecond } of events) {
        nowMs += afterMs;
        seen.push({ bucket: Math.floor(nowMs / 100), isSecond });
        if (isSecond) window.addSecond(nowMs);
        else window.addFirst(nowMs);
        const recent = seen.filter(({ bucket }) => bucket > Math.floor(nowMs / 100) - 10);
        expect(window.secondSum).toBe(recent.filter((kept) => kept.isSecond).length);
        expect(window.firstSum).toBe(recent.length - window.secondSum);
      }
    }),
  );
});

test('a time before the newest counts as the newest', () => {
  const window = new RollingWindow(1000);
  window.addFirst(10_000);
  window.addFirst(9000);
  expect(window.firstSum).toBe(2);
});
