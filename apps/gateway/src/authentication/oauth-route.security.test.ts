import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { signJwt } from '@tollgate/domain/jwt/sign-jwt';
import { mintSecret } from '@tollgate/domain/secrets';
import type { ClientRecord, SigningKeyRecord } from '@tollgate/domain/snapshot';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const secret = mintSecret('tg_cs');
let rig: GatewayRig;
let client: ClientRecord;

const signingKey = (key: KeyObject): SigningKeyRecord => ({
  kind: 'signing_key',
  id: 'sgk_1',
  tenantId: rig.configuration.tenant.id,
  jwk: { ...(key.export({ format: 'jwk' }) as Record<string, string>), kid: 'sgk_1', alg: 'ES256' },
});
const token = (change: object = {}) =>
  signJwt(
    { algorithm: 'ES256', keyId: 'sgk_1', type: 'at+jwt' },
    {
      aud: rig.configuration.tenant.id,
      client_id: 'cli_1',
      products: [rig.configuration.product.id],
      exp: Math.floor(Date.now() / 1000) + 600,
      ...change,
    },
    pair.privateKey,
  );
const codeOf = async (text = token()) => {
  const response = await fetch(rig.url('/countries/FR'), { headers: { authorization: `Bearer ${text}` } });
  return response.status === 200 ? 'admitted' : ((await response.json()) as { code: string }).code;
};
const applied = () => waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);

beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    version: {
      policies: [
        { id: 'api-key', config: {} },
        { id: 'oauth', config: {} },
        { id: 'basic', config: {} },
      ],
    },
  });
  const { tenant, subscription } = rig.configuration;
  client = {
    kind: 'client',
    id: 'cli_1',
    tenantId: tenant.id,
    appId: subscription.appId,
    environment: 'live',
    secretHash: secret.hash,
    oldSecretHash: null,
    oldSecretEndsAt: null,
    revokedAt: null,
  };
  rig.feed.commit([client, signingKey(pair.publicKey)]);
  await applied();
});
afterEach(() => rig.close());

test('a token calls as its app, is counted to its client, and is not forwarded', async () => {
  expect(await codeOf()).toBe('admitted');
  expect(rig.upstream.requests.at(-1)?.head).not.toMatch(/^authorization:/im);
  await waitFor(() => rig.events().length > 0);
  expect(rig.events().at(-1)).toMatchObject({ key: 'cli_1', app: client.appId, status: 200 });
  expect((await rig.call('/countries/FR')).status).toBe(200);
});

test('revoking the client refuses its live tokens within a second', async () => {
  const live = token();
  expect(await codeOf(live)).toBe('admitted');
  const startedAt = performance.now();
  rig.feed.commit([{ ...client, revokedAt: new Date().toISOString() }]);
  await waitFor(async () => (await codeOf(live)) === 'token_revoked', 2000);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

test('the client’s secret in each call is admitted until the client is revoked, within a second', async () => {
  const call = async (text: string) => {
    const headers = { authorization: `Basic ${btoa(`cli_1:${text}`)}` };
    const response = await fetch(rig.url('/countries/FR'), { headers });
    return response.status === 200 ? 'admitted' : ((await response.json()) as { code: string }).code;
  };
  expect(await call(secret.token)).toBe('admitted');
  expect(rig.upstream.requests.at(-1)?.head).not.toMatch(/^authorization:/im);
  expect(await call(mintSecret('tg_cs').token)).toBe('secret_wrong');
  const startedAt = performance.now();
  rig.feed.commit([{ ...client, revokedAt: new Date().toISOString() }]);
  await waitFor(async () => (await call(secret.token)) === 'token_revoked', 2000);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

test('a token for other products is refused here, whatever the app subscribes to', async () => {
  expect(await codeOf(token({ products: ['prd_other'] }))).toBe('scope_insufficient');
  expect(await codeOf(token({ products: [] }))).toBe('scope_insufficient');
});

test('a token for another tenant, of an unknown client or key, or after its time is refused', async () => {
  expect(await codeOf(token({ aud: 'tnt_other' }))).toBe('token_untrusted');
  expect(await codeOf(token({ client_id: 'cli_2' }))).toBe('token_untrusted');
  expect(await codeOf(token({ exp: 1 }))).toBe('token_expired');
  rig.feed.commit([{ kind: 'signing_key', id: 'sgk_1' }]);
  await applied();
  expect(await codeOf()).toBe('token_untrusted');
});

test('clients and keys are read again from disk', async () => {
  const live = token();
  rig.feed.isDown = true;
  rig.feed.dropStreams();
  await rig.restart();
  expect(await codeOf(live)).toBe('admitted');
});

test('a key that is none is refused with its whole batch', async () => {
  rig.feed.commit([
    { ...signingKey(pair.publicKey), id: 'sgk_2', jwk: { kty: 'oct', k: 'AA' } },
    { ...client, revokedAt: '2026-01-01T00:00:00Z' },
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.refusedConfiguration?.includes('no public key') === true);
  expect(await codeOf()).toBe('admitted');
});
