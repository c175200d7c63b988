import { execFile } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { clientSealedFor } from '@tollgate/domain/clients/client-sealed-for';
import { sealSecret } from '@tollgate/domain/sealing/seal-secret';
import { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { mintSecret } from '@tollgate/domain/secrets';
import type { ClientRecord } from '@tollgate/domain/snapshot';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const ENCRYPTION_KEY = randomBytes(32).toString('base64');
const sealing = SealingKeys.parse(ENCRYPTION_KEY);
const first = mintSecret('tg_hs');
const second = mintSecret('tg_hs');
const HMAC = { id: 'hmac', config: { maxBodyBytes: 1000 } };
const OPERATIONS = [
  { id: 'opn_get', operationId: 'getCountry', method: 'GET', template: '/countries/{code}' },
  { id: 'opn_post', operationId: 'changeCountry', method: 'POST', template: '/countries/{code}' },
  { id: 'opn_add', operationId: 'addCountry', method: 'POST', template: '/countries' },
];
let rig: GatewayRig;
let client: ClientRecord;

interface Call {
  path?: string;
  body?: string | ReadableStream;
  /** What the digest is made of, when it is not the body. */
  digested?: string;
  secret?: string;
  headers?: Record<string, string>;
}

/** Signs and sends as the README tells developers to. */
function call({
  path = '/countries/FR?full=1',
  body,
  digested,
  secret = first.token,
  headers = {},
}: Call = {}) {
  const url = new URL(rig.url(path));
  const method = body === undefined ? 'GET' : 'POST';
  const parts: [string, string][] = [
    ['@method', method],
    ['@authority', url.host],
    ['@path', url.pathname],
    ['@query', url.search || '?'],
  ];
  const sent: Record<string, string> = { ...headers };
  if (body !== undefined) {
    const digest = createHash('sha256')
      .update(digested ?? String(body))
      .digest('base64');
    sent['content-digest'] = `sha-256=:${digest}:`;
    parts.push(['content-digest', sent['content-digest']]);
  }
  const names = parts.map(([name]) => `"${name}"`).join(' ');
  const params = `(${names});created=${Math.floor(Date.now() / 1000)};keyid="${client.id}";nonce="${randomBytes(16).toString('hex')}"`;
  const base = [...parts.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${params}`];
  const mac = createHmac('sha256', secret).update(base.join('\n')).digest('base64');
  sent['signature-input'] = `sig1=${params}`;
  sent.signature = `sig1=:${mac}:`;
  return send(url, { method, headers: sent, ...(body === undefined ? {} : { body, duplex: 'half' }) });
}

async function send(url: URL, init: RequestInit): Promise<string> {
  const response = await fetch(url, init);
  return response.status === 200 ? 'admitted' : ((await response.json()) as { code: string }).code;
}

const seal = (text: string) => sealSecret(sealing, clientSealedFor(client.tenantId, client.id), text);
const lastUpstream = () => rig.upstream.requests.at(-1);
const applied = () => waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
async function commit(change: Partial<ClientRecord>): Promise<void> {
  client = { ...client, ...change };
  rig.feed.commit([client]);
  await applied();
}

beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    env: { ENCRYPTION_KEY },
    version: { policies: [{ id: 'api-key', config: {} }, HMAC], operations: OPERATIONS },
  });
  const { tenant, subscription } = rig.configuration;
  client = {
    ...{ kind: 'client', id: 'cli_1', tenantId: tenant.id, appId: subscription.appId, environment: 'live' },
    ...{ secretHash: first.hash, oldSecretHash: null, oldSecretEndsAt: null, revokedAt: null },
  };
  await commit({ sealedSecret: seal(first.token) });
});
afterEach(() => rig.close());

test('a signed call is admitted as its app, counted to its client, and the signature stays here', async () => {
  expect(await call()).toBe('admitted');
  expect(lastUpstream()?.head).not.toMatch(/^signature/im);
  expect(lastUpstream()?.head).toContain(`tollgate-app: ${client.appId}`);
  await waitFor(() => rig.events().length > 0);
  expect(rig.events().at(-1)).toMatchObject({ key: 'cli_1', app: client.appId, status: 200 });
  expect((await rig.call('/countries/FR')).status).toBe(200);
});

test('a body arrives as it was signed, with a length or in chunks; another one never reaches the upstream', async () => {
  const body = JSON.stringify({ hello: 'wörld' });
  expect(await call({ body })).toBe('admitted');
  expect(lastUpstream()?.body.toString()).toBe(body);
  const chunks = new Blob([body.slice(0, 4), body.slice(4)]).stream();
  expect(await call({ body: chunks, digested: body })).toBe('admitted');
  expect(lastUpstream()?.body.toString()).toBe(body);
  const before = rig.upstream.requests.length;
  expect(await call({ body, digested: `${body} ` })).toBe('digest_mismatch');
  expect(await call({ body: 'x'.repeat(1001) })).toBe('body_too_large');
  expect(rig.upstream.requests).toHaveLength(before);
});

test('bodies of any type are proved, also where a policy reads JSON', async () => {
  const transform = { id: 'request-transform', config: { setBody: { '/added': '1' } } };
  const { version } = rig.configuration;
  rig.feed.commit([{ ...version, policies: [{ id: 'hmac', config: {} }, transform] }]);
  await applied();
  expect(rig.feed.reports.at(-1)?.refusedConfiguration).toBeNull();
  const headers = { 'content-type': 'application/json' };
  expect(await call({ body: '{"a":1}', headers })).toBe('admitted');
  expect(JSON.parse(String(lastUpstream()?.body))).toMatchObject({ a: 1 });
  expect(await call({ body: '{"a":1}', digested: '{"a":2}', headers })).toBe('digest_mismatch');
  expect(await call({ body: 'plain', headers: { 'content-type': 'text/plain' } })).toBe('admitted');
  expect(lastUpstream()?.body.toString()).toBe('plain');
});

test('the JavaScript of the docs works as it stands', async () => {
  const docs = readFileSync(new URL('../../../../docs/request-signatures.md', import.meta.url), 'utf8');
  const code = /```js\n(.*?)```/s.exec(docs)?.[1] ?? '';
  const source = code
    .replace('cli_…', client.id)
    .replace('tg_hs_…', first.token)
    .replace(/https:\/\/atlas\.api\.example\.com\/world\/v1/, rig.url(''));
  const child = execFile(process.execPath, ['--input-type=module']);
  child.stdin?.end(source);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  await new Promise((done) => child.on('close', done));
  expect(output).toMatch(/^200 /);
  expect(JSON.parse(String(lastUpstream()?.body))).toEqual({ name: 'Atlantis' });
});

test('rotation takes over with an overlap, and revocation within a second', async () => {
  await commit({
    sealedSecret: seal(second.token),
    oldSealedSecret: seal(first.token),
    oldSecretEndsAt: new Date(Date.now() + 60_000).toISOString(),
  });
  expect([await call(), await call({ secret: second.token })]).toEqual(['admitted', 'admitted']);
  await commit({ oldSecretEndsAt: new Date(Date.now() - 1).toISOString() });
  expect([await call(), await call({ secret: second.token })]).toEqual(['signature_wrong', 'admitted']);
  const startedAt = performance.now();
  rig.feed.commit([{ ...client, revokedAt: new Date().toISOString() }]);
  await waitFor(async () => (await call({ secret: second.token })) === 'token_revoked', 2000);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

test('a secret that cannot be opened here is told to the operator, and only its client is refused', async () => {
  await commit({ sealedSecret: sealSecret(sealing, clientSealedFor(client.tenantId, 'cli_2'), first.token) });
  expect(await call()).toBe('not_ready');
  expect((await rig.call('/countries/FR')).status).toBe(200);
  await waitFor(() => rig.feed.reports.at(-1)?.refusedConfiguration?.includes('cli_1') === true);
  await commit({ sealedSecret: seal(first.token) });
  expect(await call()).toBe('admitted');
});

test('signatures go on after a restart without the control plane', async () => {
  await rig.feed.close();
  await rig.restart();
  expect(await call()).toBe('admitted');
});
