import type { ClientHttp2Session, OutgoingHttpHeaders } from 'node:http2';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { callHttp2, openHttp2 } from '@tollgate/testkit/gateway/http2-client';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { makeTlsFolder } from '@tollgate/testkit/tls/tls-folder';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker, type Worker } from '../worker/start-worker.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const MEGABYTE = 1_048_576;

const tls = makeTlsFolder();
let rig: GatewayRig;
let worker: Worker;
let session: ClientHttp2Session;
beforeAll(async () => {
  rig = await startGatewayRig(
    async (env) => {
      worker = await startWorker(readConfig(env), createLogger('silent', 'test'));
      return worker;
    },
    {
      env: { ...tls.env, GATEWAY_DRAIN_MS: '2000' },
      plan: { limits: [{ name: 'burst', requests: 100_000, windowSeconds: 60 }] },
    },
  );
});
beforeEach(() => {
  rig.upstream.script = (socket) => socket.write(OK);
  session = openHttp2(worker.tlsPort as number);
});
afterEach(() => session.destroy());
afterAll(async () => {
  await rig.close();
  tls.remove();
});

function request(others: OutgoingHttpHeaders = {}): OutgoingHttpHeaders {
  return { ':path': '/atlas/world/v1/countries', 'x-api-key': rig.configuration.token, ...others };
}

test('a request is answered, metered and limited as over HTTP/1.1', async () => {
  const answer = await callHttp2(session, request());
  expect(answer).toMatchObject({ status: 200, resetCode: 0 });
  expect(answer.body.toString()).toBe('ok');
  expect(answer.headers).toMatchObject({
    ratelimit: expect.stringContaining('"burst";r='),
    'x-request-id': expect.stringMatching(/./),
    date: expect.stringMatching(/GMT$/),
    'content-length': '2',
  });
  const { head } = rig.upstream.requests.at(-1) ?? { head: '' };
  expect(head).toMatch(/^GET \/countries HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/);
  expect(head).toMatch(/^x-forwarded-host: localhost:\d+$/m);
  expect(head).toMatch(/^x-forwarded-proto: https$/m);
  await waitFor(() => rig.events().length > 0);
  expect(rig.events().at(-1)).toMatchObject({ status: 200, billable: 1, response_bytes: 2 });
});

test('a problem is a problem, and the connection goes on', async () => {
  const answer = await callHttp2(session, request({ 'x-api-key': undefined }));
  expect(answer.status).toBe(401);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'key_missing' });
  expect((await callHttp2(session, request())).status).toBe(200);
});

test('a hundred requests at once are answered each with its own', async () => {
  rig.upstream.script = (socket, { head }) => {
    const name = /^GET \/countries\/(\d+)/.exec(head)?.[1] ?? '';
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${name.length}\r\n\r\n${name}`);
  };
  const paths = Array.from({ length: 100 }, (_, i) => String(i));
  const answers = await Promise.all(
    paths.map((name) => callHttp2(session, request({ ':path': `/atlas/world/v1/countries/${name}` }))),
  );
  expect(answers.map(({ body }) => body.toString())).toEqual(paths);
});

test('a body with a length goes upstream with it, one without in chunks', async () => {
  const post = request({ ':method': 'POST' });
  expect((await callHttp2(session, { ...post, 'content-length': 5 }, 'hello')).status).toBe(200);
  const known = rig.upstream.requests.at(-1);
  expect(known?.head).toMatch(/^content-length: 5$/m);
  expect(known?.body.toString()).toBe('hello');
  expect((await callHttp2(session, post, 'hello')).status).toBe(200);
  const unknown = rig.upstream.requests.at(-1);
  expect(unknown?.head).toMatch(/^transfer-encoding: chunked$/m);
  expect(unknown?.body.toString()).toBe('5\r\nhello\r\n0\r\n\r\n');
});

test('a body said to be empty goes upstream as none', async () => {
  await callHttp2(session, request({ ':method': 'POST', 'content-length': 0 }), '');
  const { head } = rig.upstream.requests.at(-1) ?? { head: '' };
  expect(head.match(/^content-length: 0$/gm)).toHaveLength(1);
  expect(head).not.toMatch(/^transfer-encoding/m);
});

test('a client that asks first is told to go on', async () => {
  const stream = session.request(
    request({ ':method': 'POST', expect: '100-continue', 'content-length': 5 }),
    {
      endStream: false,
    },
  );
  const status = new Promise((resolve) => stream.on('response', (fields) => resolve(fields[':status'])));
  await new Promise<void>((resolve) => stream.on('continue', () => resolve()));
  stream.end('hello');
  expect(await status).toBe(200);
});

test('what a cookie was split into is one cookie upstream', async () => {
  await callHttp2(session, request({ cookie: ['a=1', 'b=2'] }));
  expect(rig.upstream.requests.at(-1)?.head).toMatch(/^cookie: a=1; b=2$/m);
});

test('HEAD and 204 have no body and end', async () => {
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n');
  expect(
    await callHttp2(session, request({ ':method': 'PUT', ':path': '/atlas/world/v1/countries/FR' })),
  ).toMatchObject({
    status: 204,
    resetCode: 0,
  });
  const head = await callHttp2(session, request({ ':method': 'HEAD' }));
  expect(head.resetCode).toBe(0);
  expect(head.body).toHaveLength(0);
});

test('headers of the connection upstream stay there', async () => {
  rig.upstream.script = (socket) =>
    socket.write(
      'HTTP/1.1 200 OK\r\nconnection: x-inner\r\nx-inner: 1\r\nkeep-alive: timeout=5\r\nset-cookie: a=1\r\nset-cookie: b=2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    );
  const answer = await callHttp2(session, request());
  expect(answer.body.toString()).toBe('ok');
  expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(answer.headers).not.toHaveProperty('x-inner');
});

test('what an upstream says twice is passed on twice, and breaks nothing', async () => {
  rig.upstream.script = (socket) =>
    socket.write(
      'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-type: a/b\r\netag: "1"\r\netag: "2"\r\ncontent-length: 2\r\n\r\nok',
    );
  const answer = await callHttp2(session, request());
  expect(answer).toMatchObject({ status: 200, resetCode: 0 });
  expect(answer.body.toString()).toBe('ok');
  expect((await callHttp2(session, request())).status).toBe(200);
});

test('an answer waits for a client that does not read, and holds up no other', async () => {
  const whole = 64 * MEGABYTE;
  let written = 0;
  rig.upstream.script = (socket, { head }) => {
    if (!head.includes('/countries/slow')) {
      socket.write(OK);
      return;
    }
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${whole}\r\n\r\n`);
    const more = () => {
      while (written < whole) {
        written += MEGABYTE;
        if (!socket.write(Buffer.alloc(MEGABYTE))) break;
      }
      if (written < whole) socket.once('drain', more);
    };
    more();
  };
  const slow = session.request(request({ ':path': '/atlas/world/v1/countries/slow' }));
  await new Promise((resolve) => slow.once('response', resolve));
  slow.pause();
  let seen = -1;
  await waitFor(() => {
    const isStill = seen === written;
    seen = written;
    return isStill;
  });
  expect(written).toBeLessThan(whole / 2);
  expect((await callHttp2(session, request())).status).toBe(200);
  let received = 0;
  slow.on('data', (chunk: Buffer) => {
    received += chunk.length;
  });
  slow.resume();
  await waitFor(() => received === whole, 20_000);
});

test('a long upload arrives whole', async () => {
  const before = rig.upstream.bytesReceived;
  const body = Buffer.alloc(8 * MEGABYTE, 'x');
  const answer = await callHttp2(
    session,
    request({ ':method': 'POST', 'content-length': body.length }),
    body,
  );
  expect(answer.status).toBe(200);
  expect(rig.upstream.bytesReceived - before).toBeGreaterThan(body.length);
});

test('a client that takes its request back ends the call upstream, and is metered as gone', async () => {
  let isClosed = false;
  rig.upstream.script = (socket) => {
    socket.on('close', () => {
      isClosed = true;
    });
  };
  const asked = rig.upstream.requests.length;
  const stream = session.request(request());
  stream.on('error', () => {});
  await waitFor(() => rig.upstream.requests.length > asked);
  stream.close(8);
  await waitFor(() => isClosed);
  await waitFor(() => rig.events().at(-1)?.status === 499);
});

test('an answer that breaks off upstream is a reset, and does not look whole', async () => {
  rig.upstream.script = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
    setImmediate(() => socket.destroy());
  };
  const answer = await callHttp2(session, request());
  expect(answer.resetCode).not.toBe(0);
  rig.upstream.script = (socket) => socket.write(OK);
  expect((await callHttp2(session, request())).status).toBe(200);
});

test('a client of gRPC is refused in its own words', async () => {
  const answer = await callHttp2(
    session,
    request({
      ':method': 'POST',
      'content-type': 'application/grpc',
      te: 'trailers',
      'x-api-key': undefined,
    }),
    'x',
  );
  expect(answer).toMatchObject({ status: 200, resetCode: 0 });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/grpc',
    'grpc-status': '16',
    'grpc-message': expect.stringMatching(/^key_missing: /),
  });
  await waitFor(() => rig.events().at(-1)?.status === 401);
});

test('a gateway that stops finishes what is under way, and says so to who holds a connection', async () => {
  let answer: () => void = () => {};
  rig.upstream.script = (socket) => {
    answer = () => socket.write(OK);
  };
  const asked = rig.upstream.requests.length;
  const underWay = callHttp2(session, request());
  await waitFor(() => rig.upstream.requests.length > asked);
  let isGoingAway = false;
  session.on('goaway', () => {
    isGoingAway = true;
  });
  const idle = openHttp2(worker.tlsPort as number);
  await new Promise((resolve) => idle.once('remoteSettings', resolve));
  const restarted = rig.restart();
  await waitFor(() => isGoingAway && idle.closed);
  answer();
  expect((await underWay).status).toBe(200);
  await restarted;
});
