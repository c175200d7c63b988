import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import type { CustomContext } from './author.ts';
import maintenance from './examples/maintenance.ts';
import { createCustomHandler, createCustomResponseHandler } from './handler.ts';
import type { CustomCall, CustomLimits, CustomModules, CustomResult } from './port.ts';
import { schema } from './schema.ts';

const CALLER = {
  keyId: 'key_1',
  appId: 'app_1',
  subscriptionId: 'sub_1',
  planId: 'pln_1',
  environment: 'live' as const,
  credentialHeaders: ['x-api-key'],
};

class FakeModules implements CustomModules {
  calls: { tenantId: string; module: string; call: CustomCall; limits: CustomLimits }[] = [];
  result: CustomResult = { kind: 'nothing' };

  async run(tenantId: string, module: string, call: CustomCall, limits: CustomLimits): Promise<CustomResult> {
    this.calls.push({ tenantId, module, call, limits });
    return this.result;
  }
}

const modules = new FakeModules();
const onRequest = createCustomHandler({ customModules: modules });
const onResponse = createCustomResponseHandler({ customModules: modules });
const body = Buffer.from('{}');
const request = makePolicyRequest(
  { host: 'api.example', 'x-api-key': 'secret', 'x-a': '1', 'content-length': '2' },
  { query: '?a=1', caller: CALLER, body },
);

function decide(config: object, result: CustomResult) {
  modules.result = result;
  return onRequest(request, schema.config.parse({ module: 'a.ts', ...config }));
}

function change(config: object, result: CustomResult) {
  modules.result = result;
  const answer = { status: 200, headers: ['server', 'x', 'content-encoding', 'identity'], body };
  return onResponse(answer, schema.config.parse({ module: 'a.ts', on: 'both', ...config }), request);
}

test('a module is told all but the credential, and the body only where it is to see it', async () => {
  await decide({ settings: { a: 'b' }, timeoutMs: 50 }, { kind: 'nothing' });
  expect(modules.calls.at(-1)).toMatchObject({
    tenantId: 'tnt_1',
    module: 'a.ts',
    limits: { timeoutMs: 50 },
    call: {
      hook: 'onRequest',
      method: 'GET',
      url: 'https://api.example/countries?a=1',
      headers: ['host', 'api.example', 'x-a', '1', 'content-length', '2'],
      body: null,
      context: { appId: 'app_1', planId: 'pln_1', settings: { a: 'b' } },
    },
  });
  await decide({ body: true }, { kind: 'nothing' });
  expect(modules.calls.at(-1)?.call.body).toEqual(body);
});

test('nothing changes nothing', async () => {
  expect(await decide({}, { kind: 'nothing' })).toEqual({ kind: 'continue' });
  expect(await change({}, { kind: 'nothing' })).toEqual({ kind: 'continue' });
});

test('a request replaces headers, query and body, but not what frames the message or is ours', async () => {
  const result = {
    kind: 'request' as const,
    url: 'https://other/elsewhere?b=2',
    headers: ['x-b', '2', 'host', 'evil', 'content-length', '999', 'tollgate-app', 'forged'],
    body: Buffer.from('[]'),
  };
  expect(await decide({ body: true }, result)).toEqual({
    kind: 'continue',
    forward: {
      headers: ['host', 'api.example', 'content-length', '2', 'x-b', '2'],
      query: '?b=2',
      body: Buffer.from('[]'),
    },
  });
  expect(await decide({}, result)).not.toHaveProperty('forward.body');
});

test('a response answers a request, and replaces an answer', async () => {
  const result = { kind: 'response' as const, status: 418, headers: ['x-b', '2', 'date', 'x'], body: null };
  expect(await decide({}, result)).toEqual({ kind: 'answer', status: 418, headers: ['x-b', '2'] });
  expect(await change({}, result)).toEqual({
    kind: 'continue',
    status: 418,
    headers: ['content-encoding', 'identity', 'x-b', '2'],
    body: new Uint8Array(0),
  });
});

test('a failure refuses without telling the caller why, or goes on and is a finding', async () => {
  const result = { kind: 'failed' as const, reason: 'it threw a secret' };
  for (const run of [decide, change]) {
    const refusal = await run({}, result);
    expect(refusal).toMatchObject({ kind: 'reject', problem: 'custom_policy_failed' });
    expect(refusal).toHaveProperty('detail', expect.not.stringContaining('secret'));
    expect(refusal).toHaveProperty('finding', expect.stringContaining('secret'));
    expect(await run({ onFailure: 'continue' }, result)).toEqual({
      kind: 'continue',
      finding: 'The custom policy a.ts failed: it threw a secret.',
    });
  }
  expect(await change({}, { kind: 'request', url: 'https://a/', headers: [], body: null })).toMatchObject({
    problem: 'custom_policy_failed',
  });
});

test('a module for answers is not called for requests, and the other way round answers stream', () => {
  modules.calls = [];
  expect(onRequest(request, schema.config.parse({ module: 'a.ts', on: 'response' }))).toEqual({
    kind: 'continue',
  });
  expect(modules.calls).toEqual([]);
  const bytes = ['request', 'response', 'both'].map((on) =>
    schema.answerBytes?.(schema.config.parse({ module: 'a.ts', on, maxBodyBytes: 9 })),
  );
  expect(bytes).toEqual([0, 9, 9]);
});

test('the example does what it says', async () => {
  const context: CustomContext = {
    ...{ requestId: 'req_1', tenantId: 'tnt_1', apiVersionId: 'ver_1', operationId: 'opn_1', appId: 'app_1' },
    ...{ subscriptionId: 'sub_1', planId: 'pln_1', environment: 'live', clientAddress: '203.0.113.7' },
    settings: { closed: 'yes' },
  };
  const read = (await maintenance.onRequest?.(new Request('https://a/'), context)) as Request;
  expect(read.headers.get('x-plan')).toBe('pln_1');
  const write = new Request('https://a/', { method: 'POST', body: '{}' });
  expect(await maintenance.onRequest?.(write, context)).toHaveProperty('status', 503);
  const answer = new Response('ok', { status: 201, headers: { server: 'x', 'x-a': '1' } });
  const sent = (await maintenance.onResponse?.(answer, context, read)) as Response;
  expect([sent.status, await sent.text(), sent.headers.get('server'), sent.headers.get('x-a')]).toEqual([
    201,
    'ok',
    null,
    '1',
  ]);
});

test.each([
  '/etc/passwd.ts',
  '../a.ts',
  'a/../b.ts',
  './a.ts',
  'a//b.ts',
  'a.json',
  'a',
  '.ts',
  'a\0.ts',
  'a b.ts',
  'a\\b.ts',
  '%2e%2e/a.ts',
  '',
])('%j is no module', (module) => {
  expect(schema.config.safeParse({ module }).success).toBe(false);
});

test.each([
  {},
  { module: 'a.ts', on: 'never' },
  { module: 'a.ts', timeoutMs: 0 },
  { module: 'a.ts', timeoutMs: 60_000 },
  { module: 'a.ts', settings: { a: 1 } },
  { module: 'a.ts', other: 1 },
])('a configuration that cannot be meant is refused: %j', (config) => {
  expect(schema.config.safeParse(config).success).toBe(false);
});

test.each(['a.ts', 'team/a-b_c.mts', 'a.policy.js'])('%j is a module', (module) => {
  expect(schema.config.safeParse({ module }).success).toBe(true);
});
