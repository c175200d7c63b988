import { connect as connectHttp2 } from 'node:http2';
import { request } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import type { CertificateRecord } from '@tollgate/domain/snapshot';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { callHttp2 } from '@tollgate/testkit/gateway/http2-client';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { type MadeCertificate, makeCertificate } from '@tollgate/testkit/tls/make-certificate';
import { makeTlsFolder } from '@tollgate/testkit/tls/tls-folder';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker, type Worker } from '../worker/start-worker.ts';

const DAY_MS = 86_400_000;
const PATH = '/atlas/world/v1/countries';

const tls = makeTlsFolder();
const ours = makeCertificate({ hosts: ['weather'] });
let rig: GatewayRig;
let worker: Worker;
beforeAll(async () => {
  rig = await startGatewayRig(
    async (env) => {
      worker = await startWorker(readConfig(env), createLogger('silent', 'test'));
      return worker;
    },
    {
      env: { ...tls.env, GATEWAY_TLS_CLIENT_CERTIFICATES: 'true' },
      version: {
        policies: [
          { id: 'mtls', config: {} },
          { id: 'api-key', config: {} },
        ],
      },
    },
  );
});
beforeEach(() => register(ours));
afterAll(async () => {
  await rig.close();
  tls.remove();
});

async function register(made: MadeCertificate, changes: Partial<CertificateRecord> = {}): Promise<void> {
  const { tenant, subscription } = rig.configuration;
  rig.feed.commit([
    {
      kind: 'certificate',
      id: `crt_${made.fingerprint.slice(0, 8)}`,
      tenantId: tenant.id,
      appId: subscription.appId,
      environment: 'live',
      fingerprint: made.fingerprint,
      revokedAt: null,
      ...changes,
    },
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

function call(made: MadeCertificate | null, headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ host: '127.0.0.1', port: worker.tlsPort as number, path: PATH, agent: false, headers },
        ...(made && { cert: made.cert, key: made.key }),
        rejectUnauthorized: false,
      },
      (response) => {
        let text = '';
        response.on('data', (piece) => {
          text += piece;
        });
        response.on('end', () => resolve(response.statusCode === 200 ? 'admitted' : JSON.parse(text).code));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

test('who connects with a registered certificate calls as its app, and usage names the certificate', async () => {
  expect(await call(ours)).toBe('admitted');
  expect(rig.upstream.requests.at(-1)?.head).toMatch(/^tollgate-app: app_atlas$/m);
  await waitFor(() => rig.events().length > 0);
  expect(rig.events().at(-1)).toMatchObject({ key: `crt_${ours.fingerprint.slice(0, 8)}`, app: 'app_atlas' });
});

test('it is the same over HTTP/2', async () => {
  const session = connectHttp2(`https://localhost:${worker.tlsPort}`, {
    ...{ cert: ours.cert, key: ours.key },
    rejectUnauthorized: false,
  });
  expect((await callHttp2(session, { ':path': PATH })).status).toBe(200);
  session.destroy();
});

test('a connection that is taken up again is still that of its certificate', async () => {
  const options = { port: worker.tlsPort as number, host: '127.0.0.1', rejectUnauthorized: false };
  const first = connect({ ...options, cert: ours.cert, key: ours.key });
  const session = new Promise<Buffer>((resolve) => first.once('session', resolve));
  expect(await callOn(first)).toMatch(/ 200 /);
  const second = connect({ ...options, session: await session });
  const isReused = new Promise((resolve) =>
    second.once('secureConnect', () => resolve(second.isSessionReused())),
  );
  expect(await callOn(second)).toMatch(/ 200 /);
  expect(await isReused).toBe(true);
});

async function callOn(socket: TLSSocket): Promise<string> {
  let text = '';
  socket.on('data', (piece) => {
    text += piece;
  });
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

test('no certificate, and one that nobody registered, are told apart; a key serves instead', async () => {
  expect(await call(null)).toBe('credentials_missing');
  expect(await call(makeCertificate())).toBe('certificate_unknown');
  expect(await call(null, { 'x-api-key': rig.configuration.token })).toBe('admitted');
  expect(await call(makeCertificate(), { 'x-api-key': rig.configuration.token })).toBe('admitted');
});

test('the certificate alone is nothing: who has not its key gets no connection', async () => {
  const thief = makeCertificate();
  await expect(call({ ...ours, key: thief.key })).rejects.toThrow();
});

test('headers that tell of a certificate are not believed', async () => {
  const told = {
    'x-forwarded-client-cert': `Hash=${ours.fingerprint}`,
    'x-ssl-client-fingerprint': ours.fingerprint,
  };
  expect(await call(null, told)).toBe('credentials_missing');
});

test('a certificate that is revoked is refused within a second, and known again when it is registered anew', async () => {
  await register(ours, { revokedAt: '2026-01-01T00:00:00.000Z' });
  expect(await call(ours)).toBe('certificate_revoked');
  await register(ours, { id: 'crt_again' });
  expect(await call(ours)).toBe('admitted');
});

test('a certificate whose time is over is refused, and that of another tenant not known', async () => {
  const old = makeCertificate({ validFrom: new Date(0), validTo: new Date(Date.now() - DAY_MS) });
  await register(old);
  expect(await call(old)).toBe('certificate_expired');
  const foreign = makeCertificate();
  rig.feed.commit([{ kind: 'tenant', id: 'tnt_other', slug: 'other', hosts: [] }]);
  await register(foreign, { tenantId: 'tnt_other' });
  expect(await call(foreign)).toBe('certificate_unknown');
});

test('a record without a fingerprint is not activated', async () => {
  const before = rig.feed.changeNumber;
  rig.feed.commit([
    {
      kind: 'certificate',
      ...{ id: 'crt_bad', tenantId: rig.configuration.tenant.id, appId: 'app_atlas', environment: 'live' },
      ...{ fingerprint: 'x', revokedAt: null },
    },
  ]);
  await waitFor(() => (rig.feed.reports.at(-1)?.refusedConfiguration ?? '').includes('crt_bad'));
  expect(rig.feed.reports.at(-1)?.appliedChange).toBe(before);
});
