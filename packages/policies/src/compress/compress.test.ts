import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import { chooseEncoding } from './accept-encoding.ts';
import { createCompressHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createCompressHandler();
const JSON_TYPE = ['content-type', 'application/json; charset=utf-8'];

function decide(headers: string[], { accept = 'gzip', status = 200, method = 'GET', config = {} } = {}) {
  const request = makePolicyRequest({ 'accept-encoding': accept }, { method });
  return handler(request, status, headers, schema.config.parse(config));
}

test.each([
  ['gzip', 'gzip'],
  ['gzip, br, zstd', 'zstd'],
  ['gzip;q=1, br;q=0.5', 'gzip'],
  ['br;q=0, *', 'zstd'],
  ['*;q=0.1', 'zstd'],
  ['identity, gzip;q=0.5', null],
  ['identity;q=0.5, GZIP ; Q=0.5', 'gzip'],
  ['gzip;q=0', null],
  ['gzip;q=2', null],
  ['x-gzip', 'gzip'],
  ['deflate', null],
  ['', null],
])('a caller who takes %j is answered with %j', (accept, encoding) => {
  expect(chooseEncoding([accept], ['zstd', 'br', 'gzip'])).toBe(encoding);
});

test('an answer is compressed as the caller takes it, and says so', () => {
  const headers = [
    ...JSON_TYPE,
    'content-length',
    '5000',
    'etag',
    '"1"',
    'accept-ranges',
    'bytes',
    'vary',
    'Origin',
  ];
  expect(decide(headers)).toEqual({
    encoding: 'gzip',
    headers: [
      ...JSON_TYPE,
      'etag',
      'W/"1"',
      'vary',
      'Origin',
      'vary',
      'accept-encoding',
      'content-encoding',
      'gzip',
    ],
  });
});

test('an answer that could have been compressed says so, though it is not', () => {
  const plain = { encoding: null, headers: [...JSON_TYPE, 'vary', 'accept-encoding'] };
  expect(decide(JSON_TYPE, { accept: '' })).toEqual(plain);
  expect(decide(JSON_TYPE, { method: 'HEAD' })).toEqual(plain);
  expect(decide(JSON_TYPE, { status: 304 })).toEqual(plain);
  expect(decide([...JSON_TYPE, 'vary', 'Accept-Encoding'], { accept: '' })?.headers).toHaveLength(4);
});

test.each([
  ['is encoded already', [...JSON_TYPE, 'content-encoding', 'br']],
  ['must not be changed', [...JSON_TYPE, 'cache-control', 'public, no-transform']],
  ['is a part', [...JSON_TYPE, 'content-range', 'bytes 0-1/2']],
  ['is small', [...JSON_TYPE, 'content-length', '1023']],
  ['is a stream of events', ['content-type', 'text/event-stream']],
  ['is of another type', ['content-type', 'image/png']],
  ['has no type', []],
])('an answer that %s is left alone', (_, headers) => {
  expect(decide(headers)).toBeNull();
});

test('types are those configured, by name, kind or ending', () => {
  const type = (value: string, contentTypes?: string[]) =>
    decide(['content-type', value], { config: contentTypes ? { contentTypes } : {} })?.encoding ?? null;
  expect(type('application/problem+json')).toBe('gzip');
  expect(type('text/html; charset=utf-8')).toBe('gzip');
  expect(type('application/json', ['text/*'])).toBeNull();
  expect(type('application/+json', ['application/*+json'])).toBeNull();
});

test.each([
  { encodings: [] },
  { encodings: ['gzip', 'gzip'] },
  { encodings: ['deflate'] },
  { contentTypes: ['json'] },
  { contentTypes: ['text/event-stream'] },
  { minBytes: -1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
