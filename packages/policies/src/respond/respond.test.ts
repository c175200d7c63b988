import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import type { Answer, Decision } from '../policy.ts';
import { createRespondHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createRespondHandler();
const decide = (config: unknown, rest = '/countries') =>
  handler(makePolicyRequest({}, { rest }), schema.config.parse(config)) as Decision;

test('every path is answered with the text, its type and the headers', () => {
  const answer = decide({
    status: 503,
    body: '{"a":"ü"}',
    headers: { 'Retry-After': '60' },
  }) as Answer;
  expect(answer).toMatchObject({
    kind: 'answer',
    status: 503,
    headers: ['content-type', 'application/json', 'retry-after', '60'],
  });
  expect(Buffer.from(answer.body ?? []).toString()).toBe('{"a":"ü"}');
});

test('only the paths named are answered', () => {
  const config = { body: 'ok', paths: ['/health', '/old/*'] };
  expect(decide(config, '/health').kind).toBe('answer');
  expect(decide(config, '/old/one').kind).toBe('answer');
  expect(decide(config, '/countries').kind).toBe('continue');
});

test('an answer that has no body carries none, and no type', () => {
  expect(decide({ status: 204 })).toEqual({ kind: 'answer', status: 204, headers: [] });
  expect(decide({ status: 200 })).toMatchObject({ headers: [] });
});

test('it answers everyone before a key is asked for, or subscribers after', () => {
  expect(schema.phaseOf?.(schema.config.parse({}))).toBe('access');
  expect(schema.phaseOf?.(schema.config.parse({ to: 'subscribers' }))).toBe('request');
});

test.each([
  { status: 100 },
  { status: 204, body: 'x' },
  { headers: { 'x-a': 'a\r\nset-cookie: b' } },
  { headers: { 'content-length': '3' } },
  { headers: { 'X-Request-Id': 'x' } },
  { headers: { 'a b': 'x' } },
  { contentType: 'a\nb' },
  { paths: ['x'] },
  { other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
