import {
  constants,
  createSecureServer,
  createServer,
  type Http2Server,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { makeCertificate } from '@tollgate/testkit/tls/make-certificate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker } from '../../worker/start-worker.ts';

type Script = (stream: ServerHttp2Stream, headers: Record<string, unknown>) => void;

const MEGABYTE = 1_048_576;
const ok: Script = (stream) => {
  stream.respond({ ':status': 200 });
  stream.end('ok');
};

let script: Script = ok;
let requests: Record<string, unknown>[] = [];
const sessions: ServerHttp2Session[] = [];
const server = createServer({ settings: { maxConcurrentStreams: 50 } });
const secure = createSecureServer({ ...makeCertificate({ hosts: ['localhost'] }), allowHTTP1: true });
let rig: GatewayRig;
beforeAll(async () => {
  await Promise.all([serve(server), serve(secure)]);
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    env: { ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${portOf(server)},127.0.0.1:${portOf(secure)}` },
    version: {
      upstream: {
        url: `http://127.0.0.1:${portOf(server)}`,
        protocol: 'h2c',
        headTimeoutMs: 500,
        idleTimeoutMs: 500,
      },
    },
  });
});
beforeEach(() => {
  script = ok;
  requests = [];
});
afterAll(async () => {
  await rig.close();
  for (const session of sessions) session.destroy();
  server.close();
  secure.close();
});

function serve(to: Http2Server): Promise<void> {
  to.on('session', (session) => {
    sessions.push(session);
    session.on('error', () => {});
  });
  to.on('stream', (stream, headers) => {
    requests.push(headers);
    stream.on('error', () => {});
    script(stream as ServerHttp2Stream, headers);
  });
  return new Promise((resolve) => to.listen(0, '127.0.0.1', () => resolve()));
}

function portOf(of: Http2Server): number {
  return (of.address() as AddressInfo).port;
}

async function problemOf(response: Response): Promise<string> {
  const { code } = (await response.json()) as { code: string };
  return `${response.status} ${code}`;
}

test('calls share a connection, and the upstream gets what it gets over HTTP/1.1', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => rig.call('/countries?a=1')));
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(Array(40).fill('ok'));
  expect(sessions.filter((session) => !session.closed)).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    ':method': 'GET',
    ':path': '/countries?a=1',
    ':authority': `127.0.0.1:${portOf(server)}`,
    'tollgate-app': 'app_atlas',
  });
  expect(requests[0]).not.toHaveProperty('connection');
  expect(requests[0]).not.toHaveProperty('x-api-key');
});

test('more calls than an upstream takes at once wait for their turn', async () => {
  let most = 0;
  let now = 0;
  script = (stream) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now--;
      ok(stream, {});
    }, 20);
  };
  const answers = await Promise.all(Array.from({ length: 120 }, () => rig.call('/countries')));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(most).toBeLessThanOrEqual(150);
});

test('a body goes up and comes down whole', async () => {
  script = (stream) => {
    stream.respond({ ':status': 200 });
    (stream as Duplex).pipe(stream);
  };
  const body = Buffer.alloc(4 * MEGABYTE, 'abc');
  const answer = await rig.call('/countries', { method: 'POST', body });
  expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
});

test('what was refused is sent again, body and all; what was begun is not', async () => {
  let refusals = 0;
  script = (stream) => {
    if (refusals++ < 2) stream.close(constants.NGHTTP2_REFUSED_STREAM);
    else {
      stream.respond({ ':status': 200 });
      (stream as Duplex).pipe(stream);
    }
  };
  const answer = await rig.call('/countries', { method: 'POST', body: 'hello' });
  expect([answer.status, await answer.text()]).toEqual([200, 'hello']);
  requests = [];
  script = (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  expect(await problemOf(await rig.call('/countries', { method: 'POST', body: 'hello' }))).toBe(
    '502 upstream_invalid_response',
  );
  expect(requests).toHaveLength(1);
});

test('an upstream that goes away finishes what it has, and the next call has another connection', async () => {
  let answer: () => void = () => {};
  script = (stream) => {
    answer = () => ok(stream, {});
  };
  const underWay = rig.call('/countries');
  await waitFor(() => requests.length === 1);
  const before = sessions.length;
  for (const session of sessions) session.close();
  script = ok;
  await waitFor(async () => {
    const { status } = await rig.call('/countries');
    expect(status).toBe(200);
    return sessions.length > before;
  });
  answer();
  expect((await underWay).status).toBe(200);
});

test('an upstream that is late, early silent or breaks off is told apart, and holds up no other call', async () => {
  script = () => {};
  expect(await problemOf(await rig.call('/countries'))).toBe('504 upstream_timeout');
  script = (stream) => {
    stream.respond({ ':status': 200 });
    stream.write('half');
  };
  await expect(rig.call('/countries').then((answer) => answer.text())).rejects.toThrow();
  script = (stream) => {
    stream.respond({ ':status': 200, 'content-length': 100 });
    stream.write('half');
    setImmediate(() => stream.close(constants.NGHTTP2_CANCEL));
  };
  await expect(rig.call('/countries').then((answer) => answer.text())).rejects.toThrow();
  script = ok;
  expect((await rig.call('/countries')).status).toBe(200);
});

test('a flood of interim answers, and a head that is too large, are no answer', async () => {
  script = (stream) => {
    for (let i = 0; i < 100; i++) stream.additionalHeaders({ ':status': 103, link: '</a>' });
    ok(stream, {});
  };
  expect((await rig.call('/countries')).status).toBe(502);
  script = (stream) => {
    stream.respond({ ':status': 200, 'x-large': 'a'.repeat(60_000), 'x-larger': 'a'.repeat(60_000) });
    stream.end();
  };
  expect((await rig.call('/countries')).status).toBe(502);
  script = ok;
  expect((await rig.call('/countries')).status).toBe(200);
});

test('a client that hangs up ends its stream, and the connection stays', async () => {
  let code: number | undefined;
  script = (stream) =>
    stream.on('close', () => {
      code = stream.rstCode;
    });
  const before = sessions.length;
  const abort = new AbortController();
  const call = rig.call('/countries', { signal: abort.signal }).catch(() => null);
  await waitFor(() => requests.length === 1);
  abort.abort();
  await call;
  await waitFor(() => code === constants.NGHTTP2_CANCEL);
  script = ok;
  expect((await rig.call('/countries')).status).toBe(200);
  expect(sessions).toHaveLength(before);
});

test('an upstream that takes no HTTP/2, or has no certificate to trust, is not reached', async () => {
  const { version } = rig.configuration;
  rig.feed.commit([
    {
      ...version,
      upstream: { ...version.upstream, url: `https://127.0.0.1:${portOf(secure)}`, protocol: 'h2' },
    },
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  expect(await problemOf(await rig.call('/countries'))).toBe('502 upstream_untrusted');
  rig.feed.commit([
    { ...version, upstream: { ...version.upstream, url: rig.upstream.url, protocol: 'h2c' } },
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  expect((await rig.call('/countries')).status).toBe(502);
});

test('a version whose protocol and address do not fit is not activated', async () => {
  const { version } = rig.configuration;
  rig.feed.commit([{ ...version, upstream: { ...version.upstream, protocol: 'h2' } }]);
  await waitFor(() =>
    (rig.feed.reports.at(-1)?.refusedConfiguration ?? '').includes('h2 is spoken over TLS'),
  );
});
