import { describe, expect, test } from 'vitest';
import { isFieldName, isFieldValue, parseHeaderLines } from './header-lines.ts';

function parse(...lines: string[]) {
  const text = `${lines.join('\r\n')}\r\n\r\n`;
  return parseHeaderLines(Buffer.from(text, 'latin1'), text, 0, text.length);
}

test('names are in lower case, values without the blanks around them', () => {
  expect(parse('Host: a', 'X-Two:\t b c \t', 'x-none:')).toEqual({
    headers: ['host', 'a', 'x-two', 'b c', 'x-none', ''],
    names: ['host', 'x-two', 'x-none'],
  });
});

test('no headers at all are none', () => {
  const text = 'GET / HTTP/1.1\r\n\r\n';
  expect(parseHeaderLines(Buffer.from(text), text, 16, 18)).toEqual({ headers: [], names: [] });
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

test('names that nobody could know beforehand are read like all others', () => {
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
