import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signJwt } from '@tollgate/domain/jwt/sign-jwt';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const APP = `app_${'1'.repeat(22)}`;
const pair = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
let issuer: Server;
let issuerReads: string[];
let rig: GatewayRig;

const jwkOf = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid: 'one' });
const token = (change: object = {}, key = pair.privateKey) =>
  signJwt(
    { algorithm: 'EdDSA', keyId: 'one' },
    { iss: 'issuer', aud: 'atlas', client_id: APP, exp: Math.floor(Date.now() / 1000) + 60, ...change },
    key,
  );
const ask = (headers: Record<string, string> = {}) => fetch(rig.url('/countries/FR'), { headers });
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const KEYS = { id: 'api-key', config: {} };
const codeOf = async (headers: Record<string, string> = {}) => {
  const response = await ask(headers);
  if (response.status === 200) return 'admitted';
  return ((await response.json()) as { code: string }).code;
};
const applied = () => waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);

let answer: () => { status: number; body: string; location?: string };

async function startIssuer() {
  issuerReads = [];
  issuer = createServer((request, response) => {
    issuerReads.push(String(request.url));
    const { status, body, location } = answer();
    response.writeHead(status, location ? { location } : {}).end(body);
  });
  await new Promise<void>((done) => issuer.listen(0, '127.0.0.1', done));
}

const issuerPort = () => (issuer.address() as AddressInfo).port;
const jwtPolicy = (change: object = {}) => ({
  id: 'jwt',
  config: {
    issuer: 'issuer',
    audiences: ['atlas'],
    jwksUrl: `http://127.0.0.1:${issuerPort()}/keys`,
    ...change,
  },
});

async function serve(policies: { id: string; config: object }[]) {
  rig.feed.commit([{ ...rig.configuration.version, policies }]);
  await applied();
}

beforeEach(async () => {
  answer = () => ({ status: 200, body: JSON.stringify({ keys: [jwkOf(pair.publicKey)] }) });
  await startIssuer();
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    subscription: { appId: APP },
  });
  await rig.gateway.stop();
  rig.env.ALLOWED_PRIVATE_UPSTREAMS += `,127.0.0.1:${issuerPort()}`;
  rig.gateway = await startWorker(readConfig(rig.env), createLogger('silent', 'test'));
});
afterEach(async () => {
  await rig.close();
  await new Promise((done) => issuer.close(done));
});

test('a token of the issuer calls as its app; a forged, foreign or expired one does not', async () => {
  await serve([jwtPolicy()]);
  await waitFor(() => issuerReads.length === 1);
  expect(await codeOf(bearer(token()))).toBe('admitted');
  expect(rig.upstream.requests.at(-1)?.head).not.toMatch(/^authorization:/im);
  expect(rig.upstream.requests.at(-1)?.head).toContain(`tollgate-app: ${APP}`);
  expect(await codeOf(bearer(token({}, stranger.privateKey)))).toBe('token_untrusted');
  expect(await codeOf(bearer(token({ iss: 'other' })))).toBe('token_untrusted');
  expect(await codeOf(bearer(token({ exp: 1 })))).toBe('token_expired');
  expect(await codeOf(bearer(token({ client_id: `app_${'2'.repeat(22)}` })))).toBe('not_subscribed');
  expect(await codeOf({ 'x-api-key': rig.configuration.token })).toBe('token_missing');
  expect((await ask()).headers.get('www-authenticate')).toBe('Bearer realm="api"');
});

test('of several methods the first whose credential was sent decides', async () => {
  await serve([{ id: 'api-key', config: {} }, jwtPolicy()]);
  expect(await codeOf({ 'x-api-key': rig.configuration.token })).toBe('admitted');
  expect(await codeOf(bearer(token()))).toBe('admitted');
  expect(await codeOf({ 'x-api-key': 'tg_live_broken', ...bearer(token()) })).toBe('key_malformed');
  expect(await codeOf()).toBe('credentials_missing');
  await serve([jwtPolicy(), { id: 'api-key', config: {} }]);
  expect(await codeOf({ 'x-api-key': rig.configuration.token })).toBe('admitted');
  expect(await codeOf({ 'x-api-key': 'tg_live_broken', ...bearer(token()) })).toBe('admitted');
  expect(await codeOf(bearer(token({ iss: 'other' })))).toBe('key_malformed');
});

test('what another method would take does not reach the upstream', async () => {
  const both = { 'x-api-key': rig.configuration.token, ...bearer(token()) };
  const sent = () => rig.upstream.requests.at(-1)?.head;
  for (const policies of [[jwtPolicy()], [jwtPolicy(), KEYS], [KEYS, jwtPolicy()]]) {
    await serve(policies);
    expect(await codeOf(both)).toBe('admitted');
    expect(sent()).not.toMatch(/^(authorization|x-api-key):/im);
  }
  await serve([KEYS, jwtPolicy({ forwardToken: true })]);
  expect(await codeOf(both)).toBe('admitted');
  expect(sent()).toMatch(/^authorization: Bearer ey/im);
  expect(sent()).not.toMatch(/^x-api-key:/im);
});

test('a subscription that ends refuses a token proved before, within a second', async () => {
  await serve([jwtPolicy()]);
  const mine = bearer(token());
  expect(await codeOf(mine)).toBe('admitted');
  const startedAt = performance.now();
  rig.feed.commit([{ ...rig.configuration.subscription, status: 'suspended' }]);
  await waitFor(async () => (await codeOf(mine)) === 'plan_inactive', 2000);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

test('a changed configuration forgets tokens proved before', async () => {
  await serve([jwtPolicy()]);
  const mine = bearer(token());
  expect(await codeOf(mine)).toBe('admitted');
  await serve([jwtPolicy({ audiences: ['other'] })]);
  expect(await codeOf(mine)).toBe('token_untrusted');
});

test.each<[string, () => { status: number; body: string; location?: string }]>([
  ['a redirect', () => ({ status: 302, body: '', location: `http://127.0.0.1:${issuerPort()}/moved` })],
  ['a failure', () => ({ status: 500, body: '{}' })],
  ['too much', () => ({ status: 200, body: `{"keys":[],"x":"${'x'.repeat(300_000)}"}` })],
  ['no key set', () => ({ status: 200, body: '<html>' })],
])('an issuer that answers %s gives no keys, and other routes do not notice', async (_name, bad) => {
  answer = bad;
  await serve([jwtPolicy()]);
  const response = await ask(bearer(token()));
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
  expect(issuerReads).toEqual(['/keys']);
  await serve([]);
  expect(await codeOf({ 'x-api-key': rig.configuration.token })).toBe('admitted');
});

test('a gateway that starts while the issuer is down goes on with the keys it had', async () => {
  await serve([jwtPolicy()]);
  expect(await codeOf(bearer(token()))).toBe('admitted');
  answer = () => ({ status: 500, body: '{}' });
  await rig.restart();
  expect(await codeOf(bearer(token()))).toBe('admitted');
  expect(await codeOf(bearer(token({}, stranger.privateKey)))).toBe('token_untrusted');
  answer = () => ({ status: 200, body: JSON.stringify({ keys: [jwkOf(stranger.publicKey)] }) });
  await rig.restart();
  await waitFor(async () => (await codeOf(bearer(token()))) === 'token_untrusted');
  expect(await codeOf(bearer(token({}, stranger.privateKey)))).toBe('admitted');
});

test('an issuer that cannot be read is reported with the version that needs it, until it can', async () => {
  answer = () => ({ status: 500, body: '{}' });
  await serve([jwtPolicy()]);
  const reported = () => rig.feed.reports.at(-1)?.routeProblems;
  await waitFor(() => reported() !== undefined, 5000);
  expect(reported()).toEqual([
    {
      tenantId: rig.configuration.tenant.id,
      apiVersionId: rig.configuration.version.id,
      message: `The keys of the issuer at http://127.0.0.1:${issuerPort()}/keys cannot be read: the issuer answered 500. Its tokens are answered issuer_unreachable.`,
    },
  ]);
  await serve([]);
  expect(reported()).toBeUndefined();
});

test('a private address is not called for keys', async () => {
  const secret = createServer(() => {
    throw new Error('was called');
  });
  await new Promise<void>((done) => secret.listen(0, '127.0.0.1', done));
  const { port } = secret.address() as AddressInfo;
  await serve([jwtPolicy({ jwksUrl: `http://127.0.0.1:${port}/keys` })]);
  expect(await codeOf(bearer(token()))).toBe('issuer_unreachable');
  await new Promise((done) => secret.close(done));
});
