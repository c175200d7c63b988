import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameSchema, Slug, slugFrom } from './slug.ts';

const accepts = (text: string) => nameSchema(100).safeParse(text).success;

describe('names people give are welcome', () => {
  test.each([
    'World API',
    'Zürich',
    '天気',
    'عالم',
    'Ελλάδα',
    '🚀 Rockets',
    '👩‍🚀 Crew',
    '👨‍👩‍👧‍👦',
    '🏳️‍🌈 Pride',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿 England',
    '❤️',
    "O'Neil & Söhne <GmbH>",
    'a'.repeat(100),
  ])('%s', (text) => {
    expect(accepts(text)).toBe(true);
  });
});

describe('names that hide or reorder what a reader sees are refused', () => {
  test.each([
    ['', 'nothing'],
    ['   ', 'only spaces'],
    ['a\u0000b', 'a zero byte'],
    ['a\nb', 'a line break'],
    ['a\tb', 'a tab'],
    ['a\u007fb', 'delete'],
    ['a\u0085b', 'a C1 control'],
    ['a\u001b[31m', 'an escape sequence'],
    ['invoice\u202efdp.exe', 'a right-to-left override'],
    ['a\u2066b\u2069', 'an isolate'],
    ['a\u200eb', 'a direction mark'],
    ['a\u061cb', 'the Arabic direction mark'],
    ['a\u200bb', 'a zero-width space'],
    ['a\u200db', 'a joiner between letters'],
    ['a\u00adb', 'a soft hyphen'],
    ['a\u2028b', 'a line separator'],
    ['a\ufeffb', 'a byte order mark'],
    ['a\u{e0041}b', 'an invisible tag'],
    ['a\ud800b', 'half a letter'],
    ['a\ue000b', 'a letter of private use'],
    ['a'.repeat(101), 'a letter too many'],
    ['a'.repeat(10_000), '10,000 letters'],
  ])('%j: %s', (text) => {
    expect(accepts(text)).toBe(false);
  });
});

test('spaces around a name are dropped', () => {
  expect(nameSchema().parse('  World  ')).toBe('World');
});

describe('a slug from a name', () => {
  test.each([
    ['World API', 'world-api'],
    ['  --World--  ', 'world'],
    ['Zürich', 'zurich'],
    ['Ünïtéd Pâtés', 'united-pates'],
    ['Ａｔｌａｓ', 'atlas'],
    ['a/b?c#d', 'a-b-c-d'],
    ['🚀 Rockets', 'rockets'],
    ['🚀', 'item'],
    ['天気', 'item'],
  ])('%s → %s', (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });

  test('is a slug, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        expect(Slug.safeParse(slugFrom(name)).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test.each(['', '-a', 'a-', 'A', 'a b', 'a.b', 'a/b', 'ä', '_next', 'a\n', 'a'.repeat(49)])(
  '%j is no slug',
  (text) => {
    expect(Slug.safeParse(text).success).toBe(false);
  },
);
test.each(['a', '7', 'a-b', 'a--b', 'a'.repeat(48)])('%s is a slug', (text) => {
  expect(Slug.safeParse(text).success).toBe(true);
});
