import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { EXPLAIN_HEADER, EXPLAINED_HEADER, type Explanation } from '@tollgate/domain/explain/explanation';
import { signJwt } from '@tollgate/domain/jwt/sign-jwt';
import type { SigningKeyRecord } from '@tollgate/domain/snapshot';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const OTHER_TENANT = 'tnt_other';
let rig: GatewayRig;

const signingKey = (id: string, tenantId: string, key: KeyObject): SigningKeyRecord => ({
  kind: 'signing_key',
  id,
  tenantId,
  jwk: { ...(key.export({ format: 'jwk' }) as Record<string, string>), kid: id, alg: 'ES256' },
});
const claims = () => ({
  aud: rig.configuration.tenant.id,
  sub: 'mbr_1',
  exp: Math.floor(Date.now() / 1000) + 600,
});
const header = { algorithm: 'ES256', keyId: 'sgk_1', type: 'explain+jwt' } as const;
const token = (change: object = {}, head: object = {}, key = pair.privateKey) =>
  signJwt({ ...header, ...head }, { ...claims(), ...change }, key);
const call = (explain: string, path = '/countries/FR?secret=canary', init: RequestInit = {}) =>
  rig.call(path, { ...init, headers: { ...init.headers, [EXPLAIN_HEADER]: explain } });
const reported = (): Explanation[] => rig.feed.reports.flatMap(({ explanations = [] }) => explanations);
const explained = async (response: Response): Promise<Explanation> => {
  const id = response.headers.get(EXPLAINED_HEADER);
  expect(id).toBe(response.headers.get('x-request-id'));
  await waitFor(() => reported().some(({ requestId }) => requestId === id));
  return reported().find(({ requestId }) => requestId === id) as Explanation;
};

beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    plan: { limits: [{ name: 'minute', requests: 2, windowSeconds: 60 }], quota: { requests: 100 } },
    version: {
      policies: [
        { id: 'api-key', config: {} },
        { id: 'request-size', config: { maxBodyBytes: 1000 } },
      ],
    },
  });
  const other = { kind: 'tenant' as const, id: OTHER_TENANT, slug: 'other', hosts: [] };
  rig.feed.commit([
    other,
    signingKey('sgk_1', rig.configuration.tenant.id, pair.publicKey),
    signingKey('sgk_2', OTHER_TENANT, stranger.publicKey),
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
});
afterEach(() => rig.close());

test('an explained request says each step with its decision, time and counters', async () => {
  const response = await call(token());
  expect(response.status).toBe(200);
  const explanation = await explained(response);
  expect(explanation).toMatchObject({
    tenantId: rig.configuration.tenant.id,
    askedBy: 'mbr_1',
    apiVersionId: rig.configuration.version.id,
    status: 200,
    problem: '',
    method: 'GET',
    path: '/world/v1/countries/FR',
  });
  const steps = explanation.steps.map(({ step, name, outcome }) => `${step} ${name} ${outcome}`);
  expect(steps).toEqual([
    'route GET /world/v1/countries/{code} passed',
    'access request-size passed',
    'authenticate api-key passed',
    'subscription  passed',
    'limits  passed',
    `upstream ${rig.upstream.url} passed`,
    'account  passed',
  ]);
  const limits = explanation.steps.find(({ step }) => step === 'limits');
  expect(limits?.counters).toEqual([
    { name: 'minute', limit: 2, windowSeconds: 60, before: 2, after: 1 },
    expect.objectContaining({ name: 'month', limit: 100, before: 100, after: 99 }),
  ]);
  expect(explanation.steps.every(({ atUs, tookUs }) => atUs >= 0 && tookUs >= 0)).toBe(true);
  expect(explanation.steps.at(-1)?.detail).toMatch(/^Billable; usage event /);
});

test('a refusal names the step that refused and why', async () => {
  const unknown = await call(token(), '/countries/FR', { headers: { 'x-api-key': 'nonsense' } });
  expect(unknown.status).toBe(401);
  const steps = (await explained(unknown)).steps;
  expect(steps.find(({ outcome }) => outcome === 'refused')).toMatchObject({
    step: 'authenticate',
    name: 'api-key',
    detail: expect.stringMatching(/^key_malformed: /),
  });
  const nowhere = await call(token(), '/nowhere/else');
  expect((await explained(nowhere)).steps[0]).toMatchObject({ step: 'route', outcome: 'refused' });
  await rig.call('/countries/FR');
  await rig.call('/countries/FR');
  const limited = await call(token());
  expect(limited.status).toBe(429);
  expect((await explained(limited)).steps.find(({ step }) => step === 'limits')).toMatchObject({
    outcome: 'refused',
    detail: 'Nothing is left of minute, so nothing was taken.',
    counters: [expect.objectContaining({ before: 0, after: 0 }), expect.anything()],
  });
});

test('what the pipeline refuses without a policy is named as well', async () => {
  rig.feed.commit([{ ...rig.configuration.subscription, status: 'suspended' }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  const response = await call(token());
  expect(response.status).toBe(403);
  const { steps, problem } = await explained(response);
  expect(steps.find(({ outcome }) => outcome === 'refused')).toMatchObject({
    step: 'subscription',
    detail: problem,
  });
});

test('forged, expired, borrowed and damaged tokens change nothing and leave no trace', async () => {
  const hopeless = [
    '',
    'nonsense',
    token().slice(0, -4),
    token({}, {}, stranger.privateKey),
    token({}, { keyId: 'sgk_2' }, stranger.privateKey),
    token({ aud: OTHER_TENANT }, { keyId: 'sgk_2' }, stranger.privateKey),
    token({ aud: OTHER_TENANT }),
    token({ exp: Math.floor(Date.now() / 1000) - 1 }),
    token({ exp: undefined }),
    token({ exp: 'never' }),
    token({ sub: undefined }),
    token({ api_version: 'ver_another' }),
    token({ api_version: 7 }),
    token({}, { type: 'at+jwt' }),
    token({}, { type: 'JWT' }),
    token({}, { keyId: 'sgk_9' }),
    `${token()}, ${token()}`,
  ];
  rig.feed.commit([{ ...rig.configuration.planVersion, id: 'plv_2', limits: [], quota: null }]);
  rig.feed.commit([{ ...rig.configuration.subscription, planVersionId: 'plv_2' }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  for (const text of hopeless) {
    const response = await call(text);
    expect(response.status, text).toBe(200);
    expect(await response.text()).toBe('ok');
    expect([...response.headers.keys()].join(' '), text).not.toContain('tollgate');
  }
  await waitFor(() => rig.events().length >= hopeless.length);
  expect(reported()).toEqual([]);
});

test('a token that expires while it is remembered is refused, and so is one whose key was withdrawn', async () => {
  const soon = token({ exp: Math.floor(Date.now() / 1000) + 2 });
  expect((await call(soon)).headers.get(EXPLAINED_HEADER)).toMatch(/^req_/);
  await waitFor(() => Date.now() / 1000 > JSON.parse(atob(soon.split('.')[1] as string)).exp);
  expect((await call(soon)).headers.get(EXPLAINED_HEADER)).toBe(null);
  const lasting = token({ jti: 'lasting' });
  expect((await call(lasting)).headers.get(EXPLAINED_HEADER)).toMatch(/^req_/);
  rig.feed.commit([{ kind: 'signing_key', id: 'sgk_1' }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  expect((await call(lasting)).headers.get(EXPLAINED_HEADER)).toBe(null);
});

test('a token bound to an API version explains that one', async () => {
  const response = await call(token({ api_version: rig.configuration.version.id }));
  expect((await explained(response)).status).toBe(200);
});

test('neither the token nor any secret goes upstream or into the explanation', async () => {
  const text = token();
  const explanation = await explained(await call(text));
  const { head } = rig.upstream.requests.at(-1) as { head: string };
  expect(head).not.toContain(EXPLAIN_HEADER);
  const told = JSON.stringify(explanation);
  for (const secret of [text, rig.configuration.token, 'canary']) expect(told).not.toContain(secret);
});

test('a request of many is handled as any other when too many ask at once', async () => {
  rig.feed.commit([{ ...rig.configuration.planVersion, id: 'plv_2', limits: [], quota: null }]);
  rig.feed.commit([{ ...rig.configuration.subscription, planVersionId: 'plv_2' }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  const text = token();
  const answers = await Promise.all(Array.from({ length: 80 }, () => call(text)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const count = answers.filter(({ headers }) => headers.has(EXPLAINED_HEADER)).length;
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(60);
  await waitFor(() => new Set(reported().map(({ requestId }) => requestId)).size === count);
});
