import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonDepth } from './json-depth.ts';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

test('the depth of any JSON text is that of its value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => jsonDepth(JSON.stringify(value), 1000) === depthOf(value)),
  );
});

test('brackets inside strings do not count, whatever is escaped around them', () => {
  expect(jsonDepth('["[[[", "\\"[[[", "\\\\", "[\\\\"]', 64)).toBe(1);
});

test('a text that is no JSON ends as well', () => {
  for (const text of ['"', '"\\', ']]]]', '"\\"', '[[']) expect(jsonDepth(text, 64)).toBeLessThan(3);
});

for (const [what, text] of [
  ['one long string', JSON.stringify({ document: 'x'.repeat(25_000_000) })],
  ['escapes', `"${'\\"'.repeat(12_500_000)}"`],
  ['brackets', '['.repeat(25_000_000)],
] as const) {
  test(`25 MB of ${what} are measured in two seconds`, () => {
    const startedMs = performance.now();
    jsonDepth(text, 64);
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });
}
