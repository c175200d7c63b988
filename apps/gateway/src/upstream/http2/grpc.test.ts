import {
  type Client,
  type ClientReadableStream,
  credentials,
  type GrpcObject,
  Metadata,
  makeGenericClientConstructor,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceError,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { makeTlsFolder } from '@tollgate/testkit/tls/tls-folder';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker, type Worker } from '../../worker/start-worker.ts';

type Answer = (error: ServiceError | null, value?: string) => void;
type EchoClient = Client & {
  unary(text: string, metadata: Metadata, options: object, answer: Answer): { cancel(): void };
  collect(metadata: Metadata, answer: Answer): { write(text: string): void; end(): void };
  count(text: string, metadata: Metadata): ClientReadableStream<string>;
  chat(metadata: Metadata): ClientReadableStream<string> & { write(text: string): void; end(): void };
};

const text = {
  requestSerialize: (value: string) => Buffer.from(value),
  requestDeserialize: (bytes: Buffer) => bytes.toString(),
  responseSerialize: (value: string) => Buffer.from(value),
  responseDeserialize: (bytes: Buffer) => bytes.toString(),
};
const method = (name: string, requestStream: boolean, responseStream: boolean) => ({
  path: `/demo.v1.Echo/${name}`,
  requestStream,
  responseStream,
  ...text,
});
const SERVICE = {
  unary: method('Unary', false, false),
  collect: method('Collect', true, false),
  count: method('Count', false, true),
  chat: method('Chat', true, true),
};
const PER_MINUTE = 60;

const tls = makeTlsFolder();
const upstream = new Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 });
let upstreamPort: number;
let rig: GatewayRig;
let worker: Worker;
let client: EchoClient;
const seen: { metadata: Metadata; isCancelled: boolean }[] = [];

beforeAll(async () => {
  upstream.addService(SERVICE, { unary, collect, count, chat });
  upstreamPort = await new Promise<number>((resolve, reject) =>
    upstream.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
  const names = Object.values(SERVICE).map(({ path }) => path.slice('/demo.v1.Echo'.length));
  rig = await startGatewayRig(
    async (env) => {
      worker = await startWorker(readConfig(env), createLogger('silent', 'test'));
      return worker;
    },
    {
      env: { ...tls.env, ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${upstreamPort}` },
      version: {
        basePath: '/demo.v1.Echo',
        upstream: { url: `http://127.0.0.1:${upstreamPort}/demo.v1.Echo`, protocol: 'h2c' },
        operations: names.map((template) => ({
          id: `opn_${template.slice(1)}`,
          operationId: template.slice(1),
          method: 'POST',
          template,
        })),
      },
      plan: { limits: [{ name: 'minute', requests: PER_MINUTE, windowSeconds: 60 }] },
    },
  );
  rig.feed.commit([{ ...rig.configuration.tenant, hosts: ['localhost'] }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  const EchoClient = makeGenericClientConstructor(SERVICE, 'Echo') as unknown as {
    new (address: string, secure: unknown): EchoClient;
  } & GrpcObject;
  client = new EchoClient(
    `localhost:${worker.tlsPort}`,
    credentials.createSsl(Buffer.from(tls.certificate.cert)),
  );
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(async () => {
  client.close();
  upstream.forceShutdown();
  await rig.close();
  tls.remove();
});

function note(call: { metadata: Metadata; on(event: 'cancelled', listener: () => void): unknown }) {
  const noted = { metadata: call.metadata, isCancelled: false };
  seen.push(noted);
  call.on('cancelled', () => {
    noted.isCancelled = true;
  });
}

function unary(call: ServerUnaryCall<string, string>, answer: sendUnaryData<string>): void {
  note(call);
  if (call.request === 'wait') return;
  const trailers = new Metadata();
  trailers.set('x-trailer', 'after');
  if (call.request === 'fail') {
    answer({ code: status.FAILED_PRECONDITION, details: 'not now: 100 %, müde', metadata: trailers });
    return;
  }
  const headers = new Metadata();
  headers.set('x-header', 'before');
  call.sendMetadata(headers);
  answer(null, call.request.toUpperCase(), trailers);
}

function collect(call: ServerReadableStream<string, string>, answer: sendUnaryData<string>): void {
  note(call);
  const parts: string[] = [];
  call.on('data', (part: string) => parts.push(part.length > 100 ? String(part.length) : part));
  call.on('end', () => answer(null, parts.join('+')));
}

function count(call: ServerWritableStream<string, string>): void {
  note(call);
  const most = Number(call.request);
  for (let i = 1; i <= most; i++) call.write(String(i));
  if (most > 0) call.end();
}

function chat(call: ServerDuplexStream<string, string>): void {
  note(call);
  call.sendMetadata(new Metadata());
  call.on('data', (part: string) => {
    if (part === 'break') call.emit('error', { code: status.DATA_LOSS, details: 'broken off' });
    else call.write(`re: ${part}`);
  });
  call.on('end', () => call.end());
}

function withKey(key = rig.configuration.token): Metadata {
  const metadata = new Metadata();
  if (key) metadata.set('x-api-key', key);
  return metadata;
}

function callUnary(value: string, metadata = withKey(), options: object = {}) {
  return new Promise<{ error: ServiceError | null; value: string | undefined }>((resolve) => {
    client.unary(value, metadata, options, (error, answer) => resolve({ error, value: answer }));
  });
}

async function readAll(call: ClientReadableStream<string>): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of call) parts.push(part as string);
  return parts;
}

test('a unary call is answered, with its metadata before and after, and metered', async () => {
  const got = await new Promise<Record<string, unknown>>((resolve) => {
    const found: Record<string, unknown> = {};
    const call = client.unary('hello', withKey(), {}, (error, value) =>
      Object.assign(found, { error, value }),
    );
    const events = call as unknown as ClientReadableStream<string>;
    events.on('metadata', (metadata) => Object.assign(found, { header: metadata.get('x-header') }));
    events.on('status', (end) => {
      Object.assign(found, { code: end.code, trailer: end.metadata.get('x-trailer') });
      setImmediate(() => resolve(found));
    });
  });
  expect(got).toEqual({
    error: null,
    value: 'HELLO',
    header: ['before'],
    code: status.OK,
    trailer: ['after'],
  });
  expect(seen[0]?.metadata.get('tollgate-app')).toEqual(['app_atlas']);
  expect(seen[0]?.metadata.get('x-api-key')).toEqual([]);
  await waitFor(() => rig.events().length > 0);
  expect(rig.events().at(-1)).toMatchObject({ status: 200, billable: 1, route: '/demo.v1.Echo/Unary' });
});

test('an error is told in the trailers as the server said it', async () => {
  const { error } = await callUnary('fail');
  expect(error).toMatchObject({ code: status.FAILED_PRECONDITION, details: 'not now: 100 %, müde' });
  expect(error?.metadata.get('x-trailer')).toEqual(['after']);
});

test('a client that streams is answered once', async () => {
  const answer = await new Promise<string | undefined>((resolve, reject) => {
    const call = client.collect(withKey(), (error, value) => (error ? reject(error) : resolve(value)));
    for (const part of ['a', 'b', 'x'.repeat(1_000_000)]) call.write(part);
    call.end();
  });
  expect(answer).toBe('a+b+1000000');
});

test('a server that streams is heard to the end', async () => {
  const parts = await readAll(client.count('5000', withKey()));
  expect(parts).toHaveLength(5000);
  expect(parts.at(-1)).toBe('5000');
});

test('both stream at once, each message before the next is sent', async () => {
  const call = client.chat(withKey());
  const heard: string[] = [];
  call.on('data', (part) => heard.push(part));
  for (const part of ['one', 'two', 'three']) {
    call.write(part);
    await waitFor(() => heard.at(-1) === `re: ${part}`);
  }
  const ended = new Promise((resolve) => call.on('status', resolve));
  call.end();
  expect(await ended).toMatchObject({ code: status.OK });
});

test('a stream that fails in its middle fails with the status of the server', async () => {
  const call = client.chat(withKey());
  const heard: string[] = [];
  call.on('data', (part) => heard.push(part));
  const failed = new Promise((resolve) => call.on('error', resolve));
  call.write('one');
  await waitFor(() => heard.length === 1);
  call.write('break');
  expect(await failed).toMatchObject({ code: status.DATA_LOSS, details: 'broken off' });
});

test('a deadline reaches the server, and ends the call on both sides', async () => {
  const { error } = await callUnary('wait', withKey(), { deadline: Date.now() + 300 });
  expect(error?.code).toBe(status.DEADLINE_EXCEEDED);
  await waitFor(() => seen[0]?.isCancelled === true);
});

test('a call that is cancelled is cancelled at the server', async () => {
  const call = client.count('0', withKey());
  const failed = new Promise((resolve) => call.on('error', resolve));
  await waitFor(() => seen.length === 1);
  call.cancel();
  expect(await failed).toMatchObject({ code: status.CANCELLED });
  await waitFor(() => seen[0]?.isCancelled === true);
});

test.each([
  ['no key', '', status.UNAUTHENTICATED, 'key_missing'],
  ['a key that is none', 'tg_live_x', status.UNAUTHENTICATED, 'key_malformed'],
])('%s is refused in words of gRPC', async (_, key, code, problem) => {
  const { error } = await callUnary('hello', withKey(key));
  expect(error?.code).toBe(code);
  expect(error?.details).toMatch(new RegExp(`^${problem}: `));
  expect(seen).toHaveLength(0);
});

test('an unknown method, an upstream that is gone and a limit that is reached have their codes too', async () => {
  const { version } = rig.configuration;
  const change = async (upstreamUrl: string) => {
    rig.feed.commit([{ ...version, upstream: { ...version.upstream, url: upstreamUrl } }]);
    await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
  };
  await change(`http://127.0.0.1:${upstreamPort}/demo.v1.Gone`);
  expect((await callUnary('hello')).error?.code).toBe(status.UNIMPLEMENTED);
  await change('http://192.168.0.1:9/demo.v1.Echo');
  const unreachable = (await callUnary('hello')).error;
  expect(unreachable).toMatchObject({ code: status.UNAVAILABLE });
  expect(unreachable?.details).toMatch(/^upstream_unreachable: /);
  await change(version.upstream.url);
  let error: ServiceError | null = null;
  for (let i = 0; i <= PER_MINUTE && error === null; i++) ({ error } = await callUnary('hello'));
  expect(error).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  expect(error?.details).toMatch(/^rate_limited: /);
  expect(error?.metadata.get('retry-after')).toHaveLength(1);
});
