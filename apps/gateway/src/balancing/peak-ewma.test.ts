import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PeakEwma } from './peak-ewma.ts';

test('a slow answer counts whole and at once, quick ones after it only by and by', () => {
  const latency = new PeakEwma();
  latency.observe(10, 0);
  latency.observe(500, 100);
  expect(latency.valueMs(100)).toBe(500);
  latency.observe(10, 200);
  expect(latency.valueMs(200)).toBeGreaterThan(480);
  for (let nowMs = 300; nowMs < 60_000; nowMs += 100) latency.observe(10, nowMs);
  expect(latency.valueMs(60_000)).toBeLessThan(20);
});

test('it never leaves the range of what was seen, and falls while nothing is', () => {
  const answers = fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.nat({ max: 3000 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(answers, (list) => {
      const latency = new PeakEwma();
      let nowMs = 0;
      for (const [latencyMs, afterMs] of list) {
        nowMs += afterMs;
        latency.observe(latencyMs, nowMs);
      }
      const value = latency.valueMs(nowMs);
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThanOrEqual(Math.max(...list.map(([latencyMs]) => latencyMs)));
      expect(latency.valueMs(nowMs + 60_000)).toBeLessThan(value);
    }),
  );
});
