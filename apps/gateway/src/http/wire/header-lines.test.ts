import { describe, expect, test } from 'vitest';
import { HeaderLines, isFieldName, isFieldValue, parseHeaderLines } from './header-lines.ts';

function parse(...lines: string[]) {
  const text = `${lines.join('\r\n')}\r\n\r\n`;
  return parseHeaderLines(Buffer.from(text, 'latin1'), text, 0, text.length);
}

test('names are in lower case, values without the blanks around them', () => {
  const lines = parse('Host: a', 'X-Two:\t b c \t', 'x-none:');
  expect(lines?.headers).toEqual(['host', 'a', 'x-two', 'b c', 'x-none', '']);
  expect(lines?.names).toEqual(['host', 'x-two', 'x-none']);
});

test('no headers at all are none', () => {
  const text = 'GET / HTTP/1.1\r\n\r\n';
  expect(parseHeaderLines(Buffer.from(text), text, 16, 18)?.headers).toEqual([]);
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

describe('lines that are passed on', () => {
  const isDropped = (name: string) => name.startsWith('x-');

  test.each<[string[], string]>([
    [[], ''],
    [['A: 1', 'b:2 '], 'A: 1\r\nb:2 \r\n'],
    [['X-A: 1', 'b: 2', 'X-C: 3'], 'b: 2\r\n'],
    [['a: 1', 'X-B: 2', 'x-c: 3', 'd: 4'], 'a: 1\r\nd: 4\r\n'],
    [['x-a: 1'], ''],
  ])('of %j they are as they came: %j', (lines, text) => {
    const parsed = lines.length === 0 ? HeaderLines.of([]) : parse(...lines);
    expect(parsed?.textWithout(isDropped)).toBe(text);
  });

  test('made of names and values, they are the same', () => {
    const lines = HeaderLines.of(['a', '1', 'x-b', '', 'a', '3']);
    expect(lines.headers).toEqual(['a', '1', 'x-b', '', 'a', '3']);
    expect(lines.values('a')).toEqual(['1', '3']);
    expect(lines.textWithout(isDropped)).toBe('a: 1\r\na: 3\r\n');
  });

  test.each([
    ['a b', 'c'],
    ['a', 'b\r\nc: d'],
    ['', 'a'],
  ])('%j: %j cannot be made one', (name, value) => {
    expect(() => HeaderLines.of([name, value])).toThrow('is not valid');
  });
});
