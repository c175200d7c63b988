import { expect, test } from 'vitest';
import { HeadBuffer } from './head-buffer.ts';

const HEAD = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';

const textOf = (found: ReturnType<HeadBuffer['find']> | undefined) =>
  found && typeof found === 'object' ? found.bytes.toString('latin1', 0, found.length) : found;

test('a head in one piece is found, and what follows it is left', () => {
  const found = new HeadBuffer(1000).find(Buffer.from(`${HEAD}body`));
  expect(textOf(found)).toBe(HEAD);
  expect(found).toMatchObject({ end: HEAD.length });
});

test('a head is the same wherever it was cut, and what follows it is left', () => {
  for (let cut = 1; cut < HEAD.length; cut++) {
    const buffer = new HeadBuffer(1000);
    expect(buffer.find(Buffer.from(HEAD.slice(0, cut)))).toBeNull();
    const rest = `${HEAD.slice(cut)}body`;
    const found = buffer.find(Buffer.from(rest));
    expect(textOf(found)).toBe(HEAD);
    expect(found).toMatchObject({ end: HEAD.length - cut });
    expect(buffer.isEmpty).toBe(true);
  }
});

test('a head byte by byte is found', () => {
  const buffer = new HeadBuffer(1000);
  const answers = [...HEAD].map((letter) => buffer.find(Buffer.from(letter)));
  expect(textOf(answers.at(-1))).toBe(HEAD);
  expect(answers.at(-1)).toMatchObject({ end: 1 });
  expect(new Set(answers.slice(0, -1))).toEqual(new Set([null]));
});

test('a head that is longer than it may be is too large, complete or not', () => {
  expect(new HeadBuffer(10).find(Buffer.from('GET / HTTP/1.1'))).toBe('too_large');
  expect(new HeadBuffer(20).find(Buffer.from(HEAD))).toBe('too_large');
});

test.each(['\x16\x03\x01', 'GET / HTTP/1.1\n', 'GET /\0'])('%j can never become a head', (text) => {
  expect(new HeadBuffer(1000).find(Buffer.from(text))).toBe('invalid');
});

test('a carriage return and its line feed may come apart', () => {
  const buffer = new HeadBuffer(1000);
  expect(buffer.find(Buffer.from('GET / HTTP/1.1\r'))).toBeNull();
  expect(buffer.find(Buffer.from('\nhost: a\r\n'))).toBeNull();
});

test('what came so far may be the beginning of something, or not', () => {
  const buffer = new HeadBuffer(1000);
  buffer.find(Buffer.from('HT'));
  expect(buffer.mayBegin('HTTP/1.')).toBe(true);
  buffer.find(Buffer.from('ML'));
  expect(buffer.mayBegin('HTTP/1.')).toBe(false);
});
