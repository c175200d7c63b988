import { describe, expect, test } from 'vitest';
import { isFieldName, isFieldValue, parseHeaderLines } from './header-lines.ts';

const parse = (...lines: string[]) => parseHeaderLines(`${lines.join('\r\n')}\r\n\r\n`, 0);

test('names are kept as they came and told in lower case, values without the blanks around them', () => {
  expect(parse('Host: a', 'X-Two:\t b c \t', 'x-none:')).toEqual({
    headers: ['Host', 'a', 'X-Two', 'b c', 'x-none', ''],
    names: ['host', 'x-two', 'x-none'],
  });
});

test('no headers at all are none', () => {
  expect(parseHeaderLines('GET / HTTP/1.1\r\n\r\n', 16)).toEqual({ headers: [], names: [] });
});

test('a value may hold bytes beyond ASCII, each as it came', () => {
  expect(parse('x: caf\xc3\xa9')?.headers).toEqual(['x', 'caf\xc3\xa9']);
});

describe('what is no header line is refused', () => {
  test.each([
    ['a space before the colon', 'a : b'],
    ['a name with a space', 'a b: c'],
    ['no name', ': b'],
    ['no colon', 'ab'],
    ['a folded line', 'a: b\r\n c'],
    ['a bare line feed', 'a: b\nc: d'],
    ['a bare carriage return', 'a: b\rc'],
    ['a NUL', 'a: b\0c'],
    ['a delete', 'a: b\x7fc'],
    ['a name beyond ASCII', '\xe4: b'],
    ['an empty line before the last', 'a: b\r\n\r\nc: d'],
  ])('%s', (_name, text) => {
    expect(parse(text)).toBeNull();
  });
});

test('names that nobody could know beforehand take no room after some thousands', () => {
  for (let i = 0; i < 5000; i++) {
    expect(parse(`X-Invented-${i}: 1`)?.names).toEqual([`x-invented-${i}`]);
  }
});

test('a header is sent only if it can be read as the one it is', () => {
  expect(isFieldName('x-a')).toBe(true);
  for (const name of ['', 'a b', 'a:', 'a\r\n', 'ä']) expect(isFieldName(name)).toBe(false);
  expect(isFieldValue('a b\tc\xff')).toBe(true);
  for (const value of ['a\r\nb: c', 'a\nb', '\0', 'a\u0100']) expect(isFieldValue(value)).toBe(false);
});
