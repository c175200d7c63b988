import { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { RawUpstream } from '@tollgate/testkit/gateway/raw-upstream';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

let rig: GatewayRig;
let shadow: RawUpstream;
let worker: Awaited<ReturnType<typeof startWorker>>;
beforeEach(async () => {
  shadow = await new RawUpstream().listen();
  const allowed = `127.0.0.1:${shadow.port}`;
  rig = await startGatewayRig(async (env) => {
    const hosts = `${env.ALLOWED_PRIVATE_UPSTREAMS},${allowed}`;
    const config = readConfig({ ...env, ALLOWED_PRIVATE_UPSTREAMS: hosts });
    worker = await startWorker(config, createLogger('silent', 'test'));
    return worker;
  });
});
afterEach(async () => {
  await rig.close();
  await shadow.close();
});

async function mirror(settings: object = {}): Promise<void> {
  const routing = VersionRouting.parse({ mirror: { url: `${shadow.url}/shadow`, ...settings } });
  rig.feed.commit([{ ...rig.configuration.version, routing }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}
const counts = () => worker.status().mirrors[0];
const post = (body: RequestInit['body'], more: object = {}) =>
  rig.call('/countries', { method: 'POST', body, ...more });

test('a copy with its body goes to the mirror, marked as one, and is not billed', async () => {
  await mirror();
  expect((await post('{"code":"FR"}')).status).toBe(200);
  expect((await rig.call('/countries/FR?q=1')).status).toBe(200);
  await waitFor(() => counts()?.answered === 2);
  const [first, second] = shadow.requests;
  expect(first?.head).toMatch(/^POST \/shadow\/countries HTTP/);
  expect(first?.head).toMatch(/^tollgate-mirror: 1$/m);
  expect(first?.head.match(/content-length: 13/g)).toHaveLength(1);
  expect(first?.head).not.toMatch(/x-api-key/i);
  expect(first?.body.toString()).toBe('{"code":"FR"}');
  expect(second?.head).toMatch(/^GET \/shadow\/countries\/FR\?q=1 HTTP/);
  expect(rig.upstream.requests.map(({ body }) => body.toString())).toEqual(['{"code":"FR"}', '']);
  expect(rig.upstream.requests[0]?.head).not.toMatch(/tollgate-mirror/i);
  expect(rig.events()).toHaveLength(2);
});

test('a body that streams is framed anew when it is whole', async () => {
  await mirror();
  const body = ReadableStream.from([Buffer.from('one'), Buffer.from('two')]);
  expect((await post(body, { duplex: 'half' })).status).toBe(200);
  await waitFor(() => shadow.requests.length === 1);
  expect(shadow.requests[0]?.body.toString()).toBe('onetwo');
  expect(shadow.requests[0]?.head).not.toMatch(/transfer-encoding/i);
});

test('a body that is too large is forwarded, not copied, and counted', async () => {
  await mirror({ maxBodyBytes: 10 });
  expect((await post('x'.repeat(11))).status).toBe(200);
  const body = ReadableStream.from([Buffer.alloc(6, 'a'), Buffer.alloc(6, 'b')]);
  expect((await post(body, { duplex: 'half' })).status).toBe(200);
  expect(
    rig.upstream.requests.map((request) => /aaaaaabbbbbb|x{11}|6\r\naaaaaa/.test(request.body.toString())),
  ).toEqual([true, true]);
  expect(counts()).toMatchObject({ dropped: 2, inFlight: 0 });
  expect(shadow.requests).toHaveLength(0);
});

test('a mirror that does not answer delays nobody, and what comes on top of its limit is dropped', async () => {
  shadow.script = () => {};
  await mirror({ maxInFlight: 3 });
  for (let i = 0; i < 10; i++) expect((await rig.call('/countries/FR')).status).toBe(200);
  await waitFor(() => (counts()?.dropped ?? 0) === 7);
  expect(counts()).toMatchObject({ inFlight: 3, answered: 0 });
  expect(rig.events().every(({ status, billable }) => status === 200 && billable === 1)).toBe(true);
});

test('a mirror that is gone or talks nonsense fails nobody, and is asked once', async () => {
  shadow.script = (socket) => socket.end('nonsense\r\n\r\n');
  await mirror();
  expect((await post('x')).status).toBe(200);
  await waitFor(() => counts()?.failed === 1);
  expect(shadow.requests).toHaveLength(1);
  await shadow.close();
  shadow = await new RawUpstream().listen();
  expect((await rig.call('/countries/FR')).status).toBe(200);
  await waitFor(() => counts()?.failed === 2);
});

test('an answer without end is cut off', async () => {
  shadow.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const timer = setInterval(() => socket.write(`10000\r\n${'x'.repeat(65_536)}\r\n`), 1);
    socket.on('close', () => clearInterval(timer));
  };
  await mirror();
  expect((await rig.call('/countries/FR')).status).toBe(200);
  await waitFor(() => counts()?.answered === 1);
  expect(counts()?.inFlight).toBe(0);
});

test('its share is kept over few requests, and without it nothing is copied', async () => {
  await mirror({ percent: 30 });
  for (let i = 0; i < 10; i++) await rig.call('/countries/FR');
  await waitFor(() => counts()?.answered === 3);
  rig.feed.commit([rig.configuration.version]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  await rig.call('/countries/FR');
  expect(shadow.requests).toHaveLength(3);
  expect(counts()).toBeUndefined();
});
