import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker } from '../../worker/start-worker.ts';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    plan: { limits: [{ name: 'minute', requests: 1000, windowSeconds: 60 }] },
  });
});
afterEach(() => rig.close());

async function use(...policies: { id: string; config: object }[]): Promise<void> {
  rig.feed.commit([{ ...rig.configuration.version, policies }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

const serve: GatewayRig['upstream']['script'] = (socket) =>
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
const one = { id: 'concurrency', config: { max: 1 } };
const isFree = async () => (await rig.call('/countries/FR')).status === 200;

/** Lets calls hang until it is told to answer them. */
function hang() {
  const answers: (() => void)[] = [];
  rig.upstream.script = (socket) =>
    void answers.push(() => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'));
  return answers;
}

test('one more than may be is refused and takes nothing, and when one ends the next is served', async () => {
  await use({ id: 'concurrency', config: { max: 2 } });
  const answers = hang();
  const calls = [rig.call('/countries/FR'), rig.call('/countries/FR')];
  await waitFor(() => answers.length === 2);
  const refused = await rig.call('/countries/FR');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ code: 'concurrency_exceeded' });
  for (const answer of answers) answer();
  for (const call of calls) expect((await call).status).toBe(200);
  rig.upstream.script = serve;
  const response = await rig.call('/countries/FR');
  expect(response.status).toBe(200);
  expect(response.headers.get('ratelimit')).toMatch(/"minute";r=997/);
});

test('a caller that goes away gives its place back', async () => {
  await use(one);
  const answers = hang();
  const abort = new AbortController();
  const call = rig.call('/countries/FR', { signal: abort.signal }).catch(() => 'gone');
  await waitFor(() => answers.length === 1);
  abort.abort();
  expect(await call).toBe('gone');
  await waitFor(() => rig.events().length === 1);
  rig.upstream.script = serve;
  expect(await isFree()).toBe(true);
});

test.each([
  ['hangs up', (socket: { destroy(): void }) => socket.destroy()],
  [
    'breaks off its answer',
    (socket: { write(text: string): unknown; destroy(): void }) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf');
      setTimeout(() => socket.destroy(), 20);
    },
  ],
  ['answers nonsense', (socket: { end(text: string): unknown }) => socket.end('what?\r\n\r\n')],
])('an upstream that %s gives the place back', async (_, script) => {
  await use(one);
  rig.upstream.script = script as never;
  for (let i = 0; i < 3; i++) {
    const response = await rig.call('/countries/FR').catch(() => null);
    expect(response?.status).not.toBe(429);
    await response?.text().catch(() => '');
  }
  await waitFor(() => rig.events().length >= 3);
  rig.upstream.script = serve;
  expect(await isFree()).toBe(true);
});

test('a policy after it that refuses or answers gives the place back', async () => {
  await use(one, { id: 'respond', config: { to: 'subscribers', paths: ['/countries'] } });
  for (let i = 0; i < 3; i++) expect((await rig.call('/countries')).status).toBe(200);
  expect(await isFree()).toBe(true);
  await use(one, {
    id: 'threat-limits',
    config: { maxJsonDepth: 1, maxHeaders: 1 },
  });
  for (let i = 0; i < 3; i++) expect((await rig.call('/countries/FR')).status).toBe(400);
  await use(one);
  expect(await isFree()).toBe(true);
});

test('a stream holds its place while it is open', async () => {
  await use(one);
  let end = () => {};
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n');
    end = () => socket.write('0\r\n\r\n');
  };
  const stream = await rig.call('/countries/FR');
  expect(stream.status).toBe(200);
  expect((await rig.call('/countries/FR')).status).toBe(429);
  end();
  await stream.text();
  rig.upstream.script = serve;
  expect(await isFree()).toBe(true);
});

test('two hundred callers at once, some of whom go away, leave nothing held', async () => {
  await use({ id: 'concurrency', config: { max: 5 } });
  const calls = Array.from({ length: 200 }, async (_, i) => {
    const init = i % 3 === 0 ? { signal: AbortSignal.timeout(i / 10) } : {};
    const response = await rig.call('/countries/FR', init);
    await response.text();
    return response.status;
  });
  const statuses = (await Promise.allSettled(calls)).map((call) =>
    call.status === 'fulfilled' ? call.value : 0,
  );
  expect(new Set(statuses)).toContain(200);
  const answers = hang();
  const last = Array.from({ length: 5 }, () => rig.call('/countries/FR'));
  await waitFor(() => answers.length === 5);
  for (const answer of answers) answer();
  expect((await Promise.all(last)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});
