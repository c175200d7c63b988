import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type InnerList,
  parseDictionary,
  serializeInnerList,
  serializeItem,
  Token,
} from './structured-fields.ts';

test('a dictionary is read with its lists, items and parameters', () => {
  const found = parseDictionary(' a=("x" "y";k=tok);n=-12;s="a\\"b",  b=:AQI=:;flag , c;d=?0 ');
  expect(serializeInnerList(found?.get('a') as InnerList)).toBe('("x" "y";k=tok);n=-12;s="a\\"b"');
  expect(found?.get('b')).toEqual({ value: Buffer.from([1, 2]), params: new Map([['flag', true]]) });
  expect(found?.get('c')).toEqual({ value: true, params: new Map([['d', false]]) });
  expect(found?.get('a')).toHaveProperty('items.1.params', new Map([['k', new Token('tok')]]));
  expect(parseDictionary('')?.size).toBe(0);
});

test.each([
  'a=(',
  'a=("x""y")',
  'a="x',
  'a=1.5',
  'a=;b',
  'A=1',
  'a=1,',
  ',a',
  'a=1 b=2',
  'a=:A:B',
  'a="ä"',
  'a=1;;b',
])('what is none is refused: %s', (text) => expect(parseDictionary(text)).toBeUndefined());

test('what is written is read as it was, and no text throws or takes long', () => {
  const text = fc.string({ unit: fc.constantFrom(...' ~"\\azAZ09:;=,()'), maxLength: 40 });
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: -(10 ** 14), max: 10 ** 14 }),
      fc.uint8Array({ maxLength: 20 }),
      (a, b, c) => {
        const params = new Map<string, string | number | Uint8Array>([
          ['n', b],
          ['b', Buffer.from(c)],
        ]);
        const written = serializeItem({ value: a, params });
        expect(parseDictionary(`k=${written}`)?.get('k')).toEqual({ value: a, params });
        parseDictionary(a);
      },
    ),
  );
});
