import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import type { Answer, PreparedAnswer, Reject } from '../policy.ts';
import { createMockHandler } from './handler.ts';
import { schema } from './schema.ts';

const body = (text: string, name = '', mediaType = 'application/json') => ({
  mediaType,
  name,
  bytes: Buffer.from(text),
});
const ANSWERS: PreparedAnswer[] = [
  { status: 'default', headers: [], bodies: [body('"default"')] },
  { status: '404', headers: [], bodies: [body('"lost"', 'lost'), body('"gone"', 'long gone')] },
  { status: '4XX', headers: [], bodies: [body('"client"')] },
  {
    status: '200',
    headers: ['x-total', '2'],
    bodies: [body('"one"', 'one'), body('"two"', 'two'), body('<one/>', 'one', 'application/xml')],
  },
];
const CALLER = {
  keyId: 'key_1',
  appId: 'app_1',
  subscriptionId: 'sub_1',
  planId: 'pln_1',
  environment: 'live' as const,
  credentialHeaders: [],
};
const handler = createMockHandler();

function ask(config: unknown, headers: Record<string, string> = {}, answers = ANSWERS, others: object = {}) {
  const request = makePolicyRequest(headers, { caller: CALLER, answers, ...others });
  const decision = handler(request, schema.config.parse(config)) as Answer | Reject;
  if (decision.kind !== 'answer') return decision;
  const value = (name: string) => decision.headers[decision.headers.indexOf(name) + 1];
  return {
    status: decision.status,
    body: decision.body && Buffer.from(decision.body).toString(),
    type: decision.headers.includes('content-type') ? value('content-type') : null,
    applied: decision.headers.includes('preference-applied') ? value('preference-applied') : null,
    headers: decision.headers,
    isMocked: decision.isMocked,
  };
}

test('the lowest successful answer is given with its first example and headers, and is marked as mocked', () => {
  expect(ask({})).toEqual({
    status: 200,
    body: '"one"',
    type: 'application/json',
    applied: null,
    headers: ['content-type', 'application/json', 'vary', 'accept, prefer', 'x-total', '2'],
    isMocked: true,
  });
});

test.each([
  [['404', 'default'], 200, '"default"'],
  [['404', '4XX'], 404, '"lost"'],
  [['4XX'], 400, '"client"'],
])('of %j the answer is %d', (statuses, status, text) => {
  const answers = ANSWERS.filter((answer) => statuses.includes(answer.status));
  expect(ask({}, {}, answers)).toMatchObject({ status, body: text });
});

describe('Prefer', () => {
  test.each([
    ['status=404', 404, '"lost"', 'status=404'],
    ['status=418', 418, '"client"', 'status=418'],
    ['status=503', 503, '"default"', 'status=503'],
    ['example=two', 200, '"two"', 'example=two'],
    ['status=404, example="long gone"', 404, '"gone"', 'status=404, example="long gone"'],
    ['respond-async, wait=10; Example = two', 200, '"one"', null],
    ['respond-async, wait=10, Example = two', 200, '"two"', 'example=two'],
    ['status=999', 200, '"one"', null],
    ['status=100', 200, '"one"', null],
    ['example=three', 200, '"one"', null],
    ['status="404", status=500', 404, '"lost"', 'status=404'],
    ['"";=,,status', 200, '"one"', null],
  ])('%s', (prefer, status, text, applied) => {
    expect(ask({}, { prefer })).toMatchObject({ status, body: text, applied });
  });

  test('goes before what is configured, and is nothing where it is not allowed', () => {
    const config = { status: 404, example: 'long gone' };
    expect(ask(config)).toMatchObject({ status: 404, body: '"gone"' });
    expect(ask(config, { prefer: 'status=200' })).toMatchObject({ status: 200, body: '"one"' });
    const answer = ask({ ...config, prefer: false }, { prefer: 'status=200' });
    expect(answer).toMatchObject({ status: 404, body: '"gone"', applied: null });
    expect(answer).toMatchObject({ headers: expect.arrayContaining(['vary', 'accept']) });
  });

  test('a hostile one costs no more than its length', () => {
    const prefer = `${'a="'.repeat(5000)}${' '.repeat(10_000)}${'\\'.repeat(5000)}`;
    const startedAt = performance.now();
    expect(ask({}, { prefer })).toMatchObject({ status: 200 });
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});

describe('Accept', () => {
  test.each([
    ['*/*', 'application/json'],
    ['application/xml', 'application/xml'],
    ['application/json;q=0.5, application/xml;q=0.8', 'application/xml'],
    ['application/*, application/json;q=0', 'application/xml'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['nonsense', 'application/json'],
  ])('%s is answered with %s', (accept, type) => {
    expect(ask({}, { accept })).toMatchObject({ status: 200, type });
  });

  test('what it does not take is a problem that names the types there are', () => {
    expect(ask({}, { accept: 'text/html' })).toMatchObject({
      kind: 'reject',
      problem: 'not_acceptable',
      detail: expect.stringContaining('application/json, application/xml'),
    });
  });

  test('an answer without a body is given whatever is accepted', () => {
    const answers = [{ status: '204', headers: ['x-a', '1'], bodies: [body('"never"')] }];
    const answer = ask({}, { accept: 'text/html' }, answers);
    expect(answer).toMatchObject({ status: 204, body: undefined, type: null });
  });
});

test('an operation without answers, or without the configured one, is a problem and never forwarded', () => {
  expect(ask({}, {}, [])).toMatchObject({ kind: 'reject', problem: 'mock_missing' });
  const answers = ANSWERS.filter(({ status }) => status === '200');
  expect(ask({ status: 202 }, {}, answers)).toMatchObject({
    problem: 'mock_missing',
    detail: expect.stringContaining('202'),
  });
  expect(() => handler(makePolicyRequest({}), schema.config.parse({}))).toThrow('no examples');
});

test('other paths, and keys of the other environment, reach the upstream', () => {
  expect(ask({ paths: ['/orders/*'] })).toEqual({ kind: 'continue' });
  expect(ask({ keys: 'test' })).toEqual({ kind: 'continue' });
  const caller = { ...CALLER, environment: 'test' };
  expect(ask({ keys: 'test' }, {}, ANSWERS, { caller })).toMatchObject({ status: 200 });
});

test.each([{ status: 199 }, { status: 600 }, { keys: 'live' }, { paths: ['x'] }, { other: 1 }])(
  'a configuration that cannot be meant is refused: %j',
  (config) => {
    expect(schema.config.safeParse(config).success).toBe(false);
  },
);
