import { describe, expect, test } from 'vitest';
import { writeResponseHead } from './response-head.ts';

const usual = { isHead: false, takesChunks: true, isKeptAlive: true };

test('a head is the status, the headers as given, a date and an empty line', () => {
  const { text, framing } = writeResponseHead(200, ['content-length', '2', 'x-a', 'b'], usual);
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\ncontent-length: 2\r\nx-a: b\r\ndate: [^\r]+ GMT\r\n\r\n$/);
  expect(framing).toBe('length');
});

test("an upstream's date is kept, and stands once", () => {
  const { text } = writeResponseHead(200, ['date', 'Tue, 01 Jan 2030 00:00:00 GMT'], usual);
  expect(text.match(/^date: /gm)).toHaveLength(1);
});

test('a status without a name has one all the same', () => {
  expect(writeResponseHead(299, [], usual).text).toMatch(/^HTTP\/1\.1 299 Unknown\r\n/);
});

describe('where a body ends', () => {
  test.each([
    ['a length that is known', 200, ['content-length', '5'], usual, 'length', false],
    ['a length that is not known', 200, [], usual, 'chunks', false],
    ['a client that knows no chunks', 200, [], { ...usual, takesChunks: false }, 'close', true],
    ['the answer to HEAD', 200, ['content-length', '5'], { ...usual, isHead: true }, 'none', false],
    ['204', 204, [], usual, 'none', false],
    ['304', 304, ['content-length', '5'], usual, 'none', false],
    ['the last response', 200, ['content-length', '5'], { ...usual, isKeptAlive: false }, 'length', true],
  ] as const)('%s', (_name, status, headers, choices, expected, isClosing) => {
    const { text, framing } = writeResponseHead(status, headers, choices);
    expect(framing).toBe(expected);
    expect(text.includes('connection: close\r\n')).toBe(isClosing);
    expect(text.includes('transfer-encoding: chunked\r\n')).toBe(expected === 'chunks');
  });
});

test.each([
  ['a b', 'c'],
  ['x', 'a\r\nset-cookie: b'],
  ['x\r\ny', 'a'],
  ['x', '\u20ac'],
])('the header %j: %j is never sent', (name, value) => {
  expect(() => writeResponseHead(200, [name, value], usual)).toThrow('is not valid');
});
