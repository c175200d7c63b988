import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import type { Decision } from '../policy.ts';
import { createCorsHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createCorsHandler();
const APP = 'https://app.example.com';

function decide(config: unknown, headers: Record<string, string>, method = 'GET'): Decision {
  const request = makePolicyRequest(headers, { method, allowedMethods: ['GET', 'POST'] });
  return handler(request, schema.config.parse(config)) as Decision;
}

function headersOf(decision: Decision): Record<string, string> {
  const pairs =
    decision.kind === 'answer'
      ? decision.headers
      : decision.kind === 'continue'
        ? decision.responseHeaders
        : [];
  const result: Record<string, string> = {};
  for (let i = 0; i < (pairs?.length ?? 0); i += 2) result[pairs?.[i] as string] = pairs?.[i + 1] as string;
  return result;
}

test('a preflight of an allowed origin is answered without a key', () => {
  const decision = decide(
    { origins: [APP] },
    { origin: APP, 'access-control-request-method': 'POST' },
    'OPTIONS',
  );
  expect(decision).toMatchObject({ kind: 'answer', status: 204 });
  expect(headersOf(decision)).toMatchObject({
    'access-control-allow-origin': APP,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, x-api-key',
    'access-control-max-age': '600',
    vary: 'Origin',
  });
});

test('a preflight of another origin gets an answer that allows nothing', () => {
  const decision = decide(
    { origins: [APP] },
    { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    'OPTIONS',
  );
  expect(decision.kind).toBe('answer');
  expect(Object.keys(headersOf(decision)).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('origins are compared whole: neither a prefix nor a suffix of one is allowed', () => {
  for (const origin of [
    `${APP}.evil.example`,
    'https://evil-app.example.com',
    'null',
    `${APP}:8443`,
    APP.toUpperCase(),
  ]) {
    expect(headersOf(decide({ origins: [APP] }, { origin }))).not.toHaveProperty(
      'access-control-allow-origin',
    );
  }
});

test('an ordinary call goes on, and its page may read the headers named', () => {
  const decision = decide({ origins: ['*'] }, { origin: APP });
  expect(decision.kind).toBe('continue');
  expect(headersOf(decision)).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': expect.stringContaining('ratelimit'),
  });
});

test('a call without an origin is left alone', () => {
  expect(decide({ origins: [APP] }, {})).toEqual({ kind: 'continue' });
});

test('cookies are allowed for named origins only', () => {
  expect(headersOf(decide({ origins: [APP], credentials: true }, { origin: APP }))).toMatchObject({
    'access-control-allow-credentials': 'true',
    'access-control-allow-origin': APP,
  });
  expect(schema.config.safeParse({ origins: ['*'], credentials: true }).success).toBe(false);
});

test.each([
  { origins: [] },
  { origins: ['app.example.com'] },
  { origins: [`${APP}/`] },
  { origins: ['https://a\r\nx: y'] },
  { origins: [APP], headers: ['x: y'] },
  { origins: [APP], maxAgeSeconds: -1 },
  { origins: [APP], other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
