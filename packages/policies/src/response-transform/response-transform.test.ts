import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import type { PolicyResponse, Reject, ResponseChange } from '../policy.ts';
import { createResponseTransformHandler } from './handler.ts';
import { schema } from './schema.ts';

const handler = createResponseTransformHandler();

function change(config: unknown, response: Partial<PolicyResponse>) {
  const answer = { status: 200, headers: [], body: null, ...response };
  const decision = handler(answer, schema.config.parse(config), makePolicyRequest()) as
    | ResponseChange
    | Reject;
  return 'problem' in decision
    ? decision.problem
    : { headers: decision.headers, body: decision.body && Buffer.from(decision.body).toString() };
}

test('headers are removed, renamed, set and added', () => {
  const config = {
    removeHeaders: ['server'],
    renameHeaders: { 'x-old': 'x-new' },
    setHeaders: { 'x-path': '{path}' },
    addHeaders: { 'set-cookie': 'b=2' },
  };
  const headers = ['server', 'nginx', 'x-old', '1', 'x-path', 'no', 'set-cookie', 'a=1'];
  expect(change(config, { headers }).valueOf()).toMatchObject({
    headers: ['x-new', '1', 'set-cookie', 'a=1', 'x-path', '/countries', 'set-cookie', 'b=2'],
  });
});

test('only answers with the statuses named are changed', () => {
  const config = { statuses: ['404', '5xx'], removeHeaders: ['server'] };
  const headers = ['server', 'nginx'];
  expect(change(config, { headers, status: 200 })).toMatchObject({ headers: undefined });
  expect(change(config, { headers, status: 404 })).toMatchObject({ headers: [] });
  expect(change(config, { headers, status: 503 })).toMatchObject({ headers: [] });
});

test('a JSON body is changed by pointer, and loses what was only true of the old one', () => {
  const config = { removeBody: ['/internal'], setBody: { '/requestId': '{requestId}' } };
  const headers = ['content-type', 'application/json', 'etag', '"1"'];
  expect(change(config, { headers, body: Buffer.from('{"a":1,"internal":{}}') })).toEqual({
    headers: ['content-type', 'application/json'],
    body: '{"a":1,"requestId":"req_1"}',
  });
});

test('a body that is no JSON, although it says so, is not passed on unchanged', () => {
  expect(change({ removeBody: ['/internal'] }, { body: Buffer.from('{"internal":') })).toBe(
    'upstream_invalid_response',
  );
});

test('an answer without a body is changed in its headers only', () => {
  expect(change({ removeBody: ['/a'] }, { headers: ['x', '1'], body: new Uint8Array(0) })).toEqual({
    headers: ['x', '1'],
    body: undefined,
  });
});

test.each([
  {},
  { statuses: ['200'] },
  { statuses: ['2XX'], removeHeaders: ['server'] },
  { removeHeaders: ['content-length'] },
  { setHeaders: { 'x-request-id': '1' } },
  { setHeaders: { ratelimit: '1' } },
  { removeHeaders: ['server'], other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});
