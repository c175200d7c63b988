import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { makeCertificate } from '@tollgate/testkit/tls/make-certificate';
import { writeCertificate } from '@tollgate/testkit/tls/write-certificate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker, type Worker } from '../worker/start-worker.ts';

const HOUR_MS = 3_600_000;
const api = makeCertificate({ hosts: ['api.example.com'] });
const wildcard = makeCertificate({ hosts: ['*.tenants.example.com'] });
const fallback = makeCertificate({ hosts: ['gateway.internal'] });

let rig: GatewayRig;
let worker: Worker;
let folder: string;
const open: TLSSocket[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-tls-'));
  writeCertificate(folder, 'api.example.com', api);
  writeCertificate(folder, '*.tenants.example.com', wildcard);
  writeCertificate(folder, 'default', fallback);
  rig = await startGatewayRig(
    async (env) => {
      worker = await startWorker(readConfig(env), createLogger('silent', 'test'), {
        httpLimits: { headTimeoutMs: 1000 },
        lookAtCertificatesEveryMs: 50,
      });
      return worker;
    },
    { env: { GATEWAY_TLS_PORT: '0', GATEWAY_TLS_DIR: folder } },
  );
});
beforeEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  await rig.close();
  rmSync(folder, { recursive: true, force: true });
});

function handshake(options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      port: worker.tlsPort as number,
      host: '127.0.0.1',
      servername: 'api.example.com',
      rejectUnauthorized: false,
      ...options,
    });
    open.push(socket);
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
  });
}

function fingerprintOf(socket: TLSSocket): string {
  return socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase();
}

async function shown(servername: string): Promise<string> {
  return fingerprintOf(await handshake({ servername }));
}

async function call(socket: TLSSocket): Promise<string> {
  let text = '';
  const take = (piece: Buffer) => {
    text += piece;
  };
  socket.on('data', take);
  socket.write(
    `GET /atlas/world/v1/countries HTTP/1.1\r\nHost: api.example.com\r\nX-API-Key: ${rig.configuration.token}\r\n\r\n`,
  );
  await waitFor(() => text.endsWith('ok'));
  socket.off('data', take);
  return text;
}

function stateOf(host: string) {
  return worker.status().tls?.certificates.find((state) => state.host === host);
}

test('each host is shown its own certificate, a subdomain that of its domain, all others the default', async () => {
  expect(await shown('api.example.com')).toBe(api.fingerprint);
  expect(await shown('API.example.com')).toBe(api.fingerprint);
  expect(await shown('a.tenants.example.com')).toBe(wildcard.fingerprint);
  expect(await shown('a.b.tenants.example.com')).toBe(fallback.fingerprint);
  expect(await shown('tenants.example.com')).toBe(fallback.fingerprint);
  expect(await shown('other.example.org')).toBe(fallback.fingerprint);
  expect(await shown('')).toBe(fallback.fingerprint);
});

test('a client that checks certificates gets its answer, and the upstream hears it came by https', async () => {
  const socket = await handshake({ ca: api.cert, rejectUnauthorized: true });
  expect(await call(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(rig.upstream.requests.at(-1)?.head).toMatch(/^x-forwarded-proto: https$/m);
  expect(rig.events().at(-1)).toMatchObject({ status: 200, billable: 1 });
});

test.each(['TLSv1', 'TLSv1.1'] as const)('%s is refused', async (version) => {
  const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' };
  await expect(handshake(old)).rejects.toThrow();
});

test('TLS 1.2 is taken with forward secrecy only', async () => {
  const limits = { maxVersion: 'TLSv1.2' as const };
  expect((await handshake(limits)).getCipher().name).toMatch(/^ECDHE-.*(?:GCM|POLY1305)/);
  await expect(handshake({ ...limits, ciphers: 'ECDHE-ECDSA-AES128-SHA256' })).rejects.toThrow();
});

test('a client that speaks nothing we do is told so in the handshake', async () => {
  expect((await handshake({ ALPNProtocols: ['http/1.1'] })).alpnProtocol).toBe('http/1.1');
  await expect(handshake({ ALPNProtocols: ['spdy/3'] })).rejects.toThrow(/no application protocol/);
});

test('a new certificate serves the next handshake, and connections made before go on', async () => {
  const before = await handshake();
  await call(before);
  const renewed = makeCertificate({ hosts: ['api.example.com'] });
  writeCertificate(folder, 'api.example.com', renewed);
  await waitFor(async () => (await shown('api.example.com')) === renewed.fingerprint);
  expect(await call(before)).toContain('200 OK');
  expect(fingerprintOf(before)).toBe(api.fingerprint);
  expect(stateOf('api.example.com')).toMatchObject({ fingerprint: renewed.fingerprint, problem: null });
  writeCertificate(folder, 'api.example.com', api);
  await waitFor(async () => (await shown('api.example.com')) === api.fingerprint);
});

test('a new default is shown without a restart', async () => {
  const renewed = makeCertificate({ hosts: ['gateway.internal'] });
  writeCertificate(folder, 'default', renewed);
  await waitFor(async () => (await shown('')) === renewed.fingerprint);
  writeCertificate(folder, 'default', fallback);
  await waitFor(async () => (await shown('')) === fallback.fingerprint);
});

const BAD: [string, RegExp, () => void][] = [
  [
    'has expired',
    /expired on/,
    () =>
      writeCertificate(
        folder,
        'api.example.com',
        makeCertificate({ hosts: ['api.example.com'], validTo: new Date(Date.now() - HOUR_MS) }),
      ),
  ],
  [
    'is not valid yet',
    /valid only from/,
    () =>
      writeCertificate(
        folder,
        'api.example.com',
        makeCertificate({ hosts: ['api.example.com'], validFrom: new Date(Date.now() + HOUR_MS) }),
      ),
  ],
  [
    'is for another host',
    /not for api\.example\.com but for/,
    () => writeCertificate(folder, 'api.example.com', makeCertificate({ hosts: ['other.example.com'] })),
  ],
  [
    'has the key of another',
    /not the key of cert\.pem/,
    () => writeFileSync(join(folder, 'api.example.com', 'key.pem'), wildcard.key),
  ],
  [
    'is no certificate',
    /not a certificate in PEM/,
    () => writeFileSync(join(folder, 'api.example.com', 'cert.pem'), 'hello'),
  ],
  ['has no key', /ENOENT/, () => rmSync(join(folder, 'api.example.com', 'key.pem'))],
  [
    'is too large',
    /more than 262144 bytes/,
    () => writeFileSync(join(folder, 'api.example.com', 'cert.pem'), Buffer.alloc(300_000)),
  ],
];

test.each(BAD)(
  'a certificate that %s leaves the old one in use, and the state says why',
  async (_, why, spoil) => {
    spoil();
    await waitFor(() => why.test(stateOf('api.example.com')?.problem ?? ''));
    expect(await shown('api.example.com')).toBe(api.fingerprint);
    expect(stateOf('api.example.com')?.fingerprint).toBe(api.fingerprint);
    expect(await shown('a.tenants.example.com')).toBe(wildcard.fingerprint);
    writeCertificate(folder, 'api.example.com', api);
    await waitFor(() => stateOf('api.example.com')?.problem === null);
  },
);

test('a client that never finishes its handshake is closed, and plain HTTP is no way in', async () => {
  const socket = connectPlain(worker.tlsPort as number, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  await waitFor(() => socket.closed || socket.readableEnded, 4000);
  const plain = connectPlain(worker.tlsPort as number, '127.0.0.1');
  let text = '';
  plain.on('data', (piece) => {
    text += piece.toString('latin1');
  });
  plain.on('error', () => {});
  plain.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await waitFor(() => plain.closed || plain.readableEnded, 4000);
  expect(text).not.toContain('HTTP');
});
