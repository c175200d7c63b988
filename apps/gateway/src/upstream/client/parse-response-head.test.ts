import { describe, expect, test } from 'vitest';
import { parseResponseHead } from './parse-response-head.ts';

function parse(start: string, ...lines: string[]) {
  const head = Buffer.from(`${[start, ...lines].join('\r\n')}\r\n\r\n`, 'latin1');
  return parseResponseHead(head, head.length);
}

test('a head tells its status, its headers and how its body is framed', () => {
  const head = parse('HTTP/1.1 200 OK', 'Content-Length: 5', 'X-A: b');
  expect(head).toMatchObject({ status: 200, bodyLength: 5, isKeptAlive: true, idleTimeoutMs: null });
  expect(head?.lines.headers).toEqual(['content-length', '5', 'x-a', 'b']);
  expect(parse('HTTP/1.1 200 OK', 'Transfer-Encoding: Chunked')?.bodyLength).toBe('chunked');
  expect(parse('HTTP/1.1 200 OK')?.bodyLength).toBe('until_close');
});

test('a reason may be anything visible, empty or missing', () => {
  expect(parse('HTTP/1.1 404 Not Found Here')?.status).toBe(404);
  expect(parse('HTTP/1.1 404 ')?.status).toBe(404);
  expect(parse('HTTP/1.1 404')?.status).toBe(404);
});

test('a connection is kept unless the upstream says otherwise or is of HTTP/1.0', () => {
  expect(parse('HTTP/1.1 200 OK', 'Connection: x, Close')?.isKeptAlive).toBe(false);
  expect(parse('HTTP/1.1 200 OK', 'Connection: closed')?.isKeptAlive).toBe(true);
  expect(parse('HTTP/1.0 200 OK', 'Connection: keep-alive')?.isKeptAlive).toBe(false);
  expect(parse('HTTP/1.1 200 OK', 'Keep-Alive: timeout=5, max=10')?.idleTimeoutMs).toBe(5000);
});

describe('a head that two readers could take differently is none', () => {
  test.each([
    ['two lengths', ['content-length: 2', 'content-length: 3']],
    ['two equal lengths', ['content-length: 2', 'content-length: 2']],
    ['a list of lengths', ['content-length: 2, 2']],
    ['a length with a sign', ['content-length: +2']],
    ['length and chunks', ['content-length: 2', 'transfer-encoding: chunked']],
    ['chunks and length', ['transfer-encoding: chunked', 'content-length: 2']],
    ['chunks twice', ['transfer-encoding: chunked', 'transfer-encoding: chunked']],
    ['another coding', ['transfer-encoding: gzip, chunked']],
    ['201 headers', Array.from({ length: 201 }, (_, i) => `x-${i}: 1`)],
  ])('%s', (_name, lines) => {
    expect(parse('HTTP/1.1 200 OK', ...lines)).toBeNull();
  });

  test.each([
    'HTTP/1.1 99 Low',
    'HTTP/1.1 2000 Long',
    'HTTP/1.1 abc',
    'HTTP/2 200 OK',
    'HTTP/1.2 200 OK',
    'HTTP/1.1  200 OK',
    'http/1.1 200 OK',
    'HTTP/1.1 200 O\0K',
    ' HTTP/1.1 200 OK',
  ])('%j', (start) => {
    expect(parse(start)).toBeNull();
  });

  test('chunks from HTTP/1.0', () => {
    expect(parse('HTTP/1.0 200 OK', 'transfer-encoding: chunked')).toBeNull();
  });
});
