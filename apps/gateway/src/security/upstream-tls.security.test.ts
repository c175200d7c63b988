import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { sealSecret } from '@tollgate/domain/sealing/seal-secret';
import { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { clientKeySealedFor, type SealedTls } from '@tollgate/domain/upstreams/upstream-tls';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { type MadeCertificate, makeCertificate } from '@tollgate/testkit/tls/make-certificate';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const DAY_MS = 86_400_000;
const ENCRYPTION_KEY = randomBytes(32).toString('base64');
const authority = makeCertificate({ hosts: ['Atlas authority'], isAuthority: true });
const stranger = makeCertificate({ hosts: ['Nobody we know'], isAuthority: true });
const signed = (hosts: string[], choices = {}) => makeCertificate({ hosts, issuer: authority, ...choices });
const sound = signed(['127.0.0.1', 'api.internal']);
const client = makeCertificate({ hosts: ['tollgate'], issuer: authority });

const sealKey = ({ key }: MadeCertificate) =>
  sealSecret(SealingKeys.parse(ENCRYPTION_KEY), clientKeySealedFor('tnt_atlas', 'ver_atlas'), key);
const NOTHING: SealedTls = { authorities: null, serverName: null, certificate: null, sealedKey: null };
const trusting: SealedTls = { ...NOTHING, authorities: authority.cert };

let server: Server | undefined;
let rig: GatewayRig;
const seen: { serverName: unknown; client: unknown }[] = [];

async function start(certificate: MadeCertificate, tls: SealedTls | null, options = {}): Promise<void> {
  seen.length = 0;
  server = createServer({ cert: certificate.cert, key: certificate.key, ...options }, (request, response) => {
    const socket = request.socket as TLSSocket & { servername?: unknown };
    seen.push({ serverName: socket.servername, client: socket.getPeerCertificate().subject?.CN });
    response.end('ok');
  });
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    upstreamUrl: `https://127.0.0.1:${port}`,
    env: { ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${port}`, ENCRYPTION_KEY },
    version: { upstream: tls ? { tls } : {} },
  });
}
afterEach(async () => {
  await rig?.close();
  server?.closeAllConnections();
  server?.close();
});

async function refused(): Promise<{ answer: unknown[]; told: string | undefined }> {
  const response = await rig.call('/countries');
  const { code } = (await response.json()) as { code: string };
  await waitFor(() => rig.feed.reports.at(-1)?.routeProblems !== undefined, 4000);
  return { answer: [response.status, code], told: rig.feed.reports.at(-1)?.routeProblems?.[0]?.message };
}
const UNTRUSTED = [502, 'upstream_untrusted'];

describe('an upstream that cannot prove who it is gets nothing, and its owner is told why', () => {
  test.each<[string, MadeCertificate, SealedTls | null, RegExp]>([
    ['its authority is not known', sound, null, /authority that is not trusted/],
    ['another authority is', sound, { ...NOTHING, authorities: stranger.cert }, /not trusted/],
    [
      'it has expired',
      signed(['127.0.0.1'], { validTo: new Date(Date.now() - DAY_MS) }),
      trusting,
      /expired/,
    ],
    [
      'it is to come',
      signed(['127.0.0.1'], { validFrom: new Date(Date.now() + DAY_MS) }),
      trusting,
      /not valid yet/,
    ],
    ['it is for another name', signed(['other.example']), trusting, /for another name/],
    [
      'it is not for the name asked for',
      sound,
      { ...trusting, serverName: 'b.internal' },
      /for another name/,
    ],
    ['it signed itself', makeCertificate({ hosts: ['127.0.0.1'] }), trusting, /signed by itself/],
  ])('%s', async (_name, certificate, tls, reason) => {
    await start(certificate, tls);
    const { answer, told } = await refused();
    expect(answer).toEqual(UNTRUSTED);
    expect(told).toMatch(reason);
    expect(told).toMatch(/^https:\/\/127\.0\.0\.1:\d+ cannot be called: /);
    expect(seen).toEqual([]);
  });

  test('not even where the environment switches checks off', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      await start(sound, null);
      expect((await refused()).answer).toEqual(UNTRUSTED);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });

  test('nor by a connection of another version that trusts more', async () => {
    await start(sound, trusting);
    expect((await rig.call('/countries')).status).toBe(200);
    const { version } = rig.configuration;
    const { tls: _, ...upstream } = version.upstream;
    rig.feed.commit([
      { ...version, id: 'ver_second', basePath: '/second', upstream, operations: version.operations },
    ]);
    rig.feed.commit([
      { ...rig.configuration.product, covers: [{ apiVersionId: 'ver_second', operationIds: null }] },
    ]);
    await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
    const url = rig.url('/countries').replace('/world/v1', '/second');
    const response = await fetch(url, { headers: { 'x-api-key': rig.configuration.token } });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual(UNTRUSTED);
  });
});

test('an authority of one’s own is trusted, and the name that is asked for may be another than the host', async () => {
  await start(sound, { ...trusting, serverName: 'api.internal' });
  expect((await rig.call('/countries')).status).toBe(200);
  expect(seen).toEqual([{ serverName: 'api.internal', client: undefined }]);
  expect(rig.feed.reports.at(-1)?.routeProblems).toBeUndefined();
});

describe('an upstream that asks for a certificate', () => {
  const asking = { requestCert: true, rejectUnauthorized: true, ca: authority.cert };
  const showing = (certificate: MadeCertificate): SealedTls => ({
    ...trusting,
    certificate: certificate.cert,
    sealedKey: sealKey(certificate),
  });

  test('gets the gateway’s', async () => {
    await start(sound, showing(client), asking);
    expect((await rig.call('/countries')).status).toBe(200);
    expect(seen[0]?.client).toBe('tollgate');
  });

  test.each<[string, SealedTls]>([
    ['without one', trusting],
    ['with one it does not take', showing(makeCertificate({ hosts: ['tollgate'], issuer: stranger }))],
  ])('%s answers no request', async (_name, tls) => {
    await start(sound, tls, asking);
    expect((await rig.call('/countries')).status).toBe(502);
    expect(seen).toEqual([]);
  });

  test('and says no while connecting is not trusted either', async () => {
    await start(sound, trusting, { ...asking, maxVersion: 'TLSv1.2' });
    const { answer, told } = await refused();
    expect(answer).toEqual(UNTRUSTED);
    expect(told).toContain('it does not take the gateway');
  });
});

test.each<[string, SealedTls]>([
  [
    'authorities that are none',
    { ...NOTHING, authorities: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
  ],
  ['the key of another certificate', { ...NOTHING, certificate: client.cert, sealedKey: sealKey(sound) }],
  [
    'a key that was sealed for something else',
    { ...NOTHING, certificate: client.cert, sealedKey: 'sealed1.x.y' },
  ],
])('%s do not go live', async (_name, tls) => {
  await start(sound, tls);
  expect((await rig.call('/countries')).status).toBe(404);
  expect(rig.feed.reports.at(-1)?.refusedConfiguration).toMatch(/^ver_atlas: /);
});
