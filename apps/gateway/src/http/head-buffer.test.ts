import { expect, test } from 'vitest';
import { HeadBuffer } from './head-buffer.ts';

const HEAD = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';

test('a head is the same wherever it was cut, and what follows it is left', () => {
  for (let cut = 1; cut < HEAD.length; cut++) {
    const buffer = new HeadBuffer(1000);
    expect(buffer.add(Buffer.from(HEAD.slice(0, cut)))).toBeNull();
    const rest = `${HEAD.slice(cut)}body`;
    const found = buffer.add(Buffer.from(rest));
    expect(found).toEqual({ text: HEAD, end: HEAD.length - cut });
    expect(buffer.isEmpty).toBe(true);
  }
});

test('a head byte by byte is found', () => {
  const buffer = new HeadBuffer(1000);
  const answers = [...HEAD].map((letter) => buffer.add(Buffer.from(letter)));
  expect(answers.at(-1)).toEqual({ text: HEAD, end: 1 });
  expect(new Set(answers.slice(0, -1))).toEqual(new Set([null]));
});

test('a head that is longer than it may be is too large, complete or not', () => {
  expect(new HeadBuffer(10).add(Buffer.from('GET / HTTP/1.1'))).toBe('too_large');
  expect(new HeadBuffer(20).add(Buffer.from(HEAD))).toBe('too_large');
});

test.each(['\x16\x03\x01', 'GET / HTTP/1.1\n', 'GET /\0'])('%j can never become a head', (text) => {
  expect(new HeadBuffer(1000).add(Buffer.from(text))).toBe('invalid');
});

test('a carriage return and its line feed may come apart', () => {
  const buffer = new HeadBuffer(1000);
  expect(buffer.add(Buffer.from('GET / HTTP/1.1\r'))).toBeNull();
  expect(buffer.add(Buffer.from('\nhost: a\r\n'))).toBeNull();
});

test('what came so far may be the beginning of something, or not', () => {
  const buffer = new HeadBuffer(1000);
  buffer.add(Buffer.from('HT'));
  expect(buffer.mayBegin('HTTP/1.')).toBe(true);
  buffer.add(Buffer.from('ML'));
  expect(buffer.mayBegin('HTTP/1.')).toBe(false);
});
