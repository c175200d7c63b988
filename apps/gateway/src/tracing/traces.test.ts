import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker, type Worker } from '../worker/start-worker.ts';
import type { Span } from './span.ts';

interface Received {
  path: string;
  authorization: string | undefined;
  spans: Span[];
  service: unknown;
}

let collector: Server;
let received: Received[];
let answersWith: number;
let rig: GatewayRig | undefined;
let worker: Worker;

beforeEach(async () => {
  received = [];
  answersWith = 200;
  collector = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const [resource] = JSON.parse(text).resourceSpans;
    received.push({
      path: `${request.method} ${request.url}`,
      authorization: request.headers.authorization,
      spans: resource.scopeSpans[0].spans,
      service: resource.resource.attributes[0],
    });
    response.writeHead(answersWith, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', () => done()));
});
afterEach(async () => {
  await rig?.close();
  rig = undefined;
  collector.closeAllConnections();
  await new Promise((done) => collector.close(done));
});

async function start(ratio: string, endpoint?: string): Promise<GatewayRig> {
  const { port } = collector.address() as AddressInfo;
  rig = await startGatewayRig(
    async (env) => {
      worker = await startWorker(readConfig(env), createLogger('silent', 'test'));
      return worker;
    },
    {
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint ?? `http://127.0.0.1:${port}/`,
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret',
        OTEL_TRACES_SAMPLER_ARG: ratio,
      },
    },
  );
  return rig;
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const spans = () => received.flatMap((batch) => batch.spans);
const attributes = (span: Span | undefined) =>
  Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]));
const sentUpstream = (name: string) =>
  new RegExp(`^${name}: (.*)\\r?$`, 'im').exec(rig?.upstream.requests.at(-1)?.head ?? '')?.[1];

test('a request its caller samples is a span with one below it for each step, in the caller’s trace', async () => {
  const { call } = await start('0');
  const traceparent = `00-${TRACE}-${PARENT}-01`;
  const headers = { traceparent, tracestate: 'vendor=opaque' };
  expect((await call('/countries/FR?secret=canary', { headers })).status).toBe(200);
  await waitFor(() => spans().length > 0);
  const [whole, ...steps] = spans();
  expect(received[0]).toMatchObject({ path: 'POST /v1/traces', authorization: 'Bearer secret' });
  expect(received[0]?.service).toEqual({ key: 'service.name', value: { stringValue: 'tollgate-gateway' } });
  expect(whole).toMatchObject({
    traceId: TRACE,
    parentSpanId: PARENT,
    name: 'GET /world/v1/countries/{code}',
    kind: 2,
  });
  expect(attributes(whole)).toMatchObject({
    'http.request.method': 'GET',
    'http.route': '/world/v1/countries/{code}',
    'http.response.status_code': '200',
    'tollgate.tenant': rig?.configuration.tenant.id,
  });
  expect(steps.map(({ name }) => name)).toEqual([
    'authenticate api-key',
    'subscription',
    'limits',
    `upstream ${rig?.upstream.url}`,
  ]);
  const ids = new Set(spans().map(({ spanId }) => spanId));
  expect(ids.size).toBe(spans().length);
  for (const step of steps) {
    expect(step).toMatchObject({ traceId: TRACE, parentSpanId: whole?.spanId });
    expect(BigInt(step.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(whole?.startTimeUnixNano ?? 0));
    expect(BigInt(step.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(step.startTimeUnixNano));
  }
  expect(sentUpstream('traceparent')).toBe(`00-${TRACE}-${whole?.spanId}-01`);
  expect(sentUpstream('tracestate')).toBe('vendor=opaque');
  expect(JSON.stringify(received)).not.toContain('canary');
  expect(JSON.stringify(received)).not.toContain(rig?.configuration.token);
});

test('what the caller does not sample, or the ratio leaves out, is passed on so and not recorded', async () => {
  const { call } = await start('0');
  await call('/countries/FR', { headers: { traceparent: `00-${TRACE}-${PARENT}-00` } });
  expect(sentUpstream('traceparent')).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
  await call('/countries/FR');
  expect(sentUpstream('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  await rig?.close();
  rig = undefined;
  expect(spans()).toEqual([]);
});

test('without a caller’s decision the ratio samples, and the trace id is that of the usage event', async () => {
  const { call, events } = await start('1');
  await call('/countries/FR');
  await waitFor(() => spans().length > 0 && events().length > 0);
  const [whole] = spans();
  expect(whole).not.toHaveProperty('parentSpanId');
  expect(events().at(-1)?.trace_id).toBe(whole?.traceId);
  expect(sentUpstream('traceparent')).toBe(`00-${whole?.traceId}-${whole?.spanId}-01`);
});

test('a request that an upstream fails is an error, with the attempt that failed', async () => {
  const { call, upstream } = await start('1');
  await upstream.close();
  expect((await call('/countries/FR')).status).toBe(502);
  await waitFor(() => spans().length > 0);
  const [whole, ...steps] = spans();
  expect(whole?.status).toEqual({ code: 2 });
  expect(attributes(whole)['error.type']).toBe('upstream_unreachable');
  expect(steps.at(-1)).toMatchObject({ kind: 3, status: { code: 2, message: 'upstream_unreachable' } });
});

test('a collector that is away or refuses costs nothing but the spans, which are counted', async () => {
  answersWith = 503;
  const { call } = await start('1');
  expect((await call('/countries/FR')).status).toBe(200);
  const count = (id: string) => worker.samples().find((sample) => sample.id === id)?.value;
  await waitFor(() => (count('spansDropped') ?? 0) > 0);
  expect(count('spansExported')).toBe(0);
  answersWith = 200;
  expect((await call('/countries/FR')).status).toBe(200);
  await waitFor(() => (count('spansExported') ?? 0) > 0);
});

test('settings that cannot be meant end the start with their name', () => {
  const env = { GATEWAY_TOKEN: 'x', FEED_URL: 'http://127.0.0.1:1', GATEWAY_DATA_DIR: '/tmp/none' };
  const start = (more: NodeJS.ProcessEnv) => () => readConfig({ ...env, ...more });
  expect(start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' })).toThrow('OTEL_EXPORTER_OTLP_ENDPOINT');
  expect(start({ OTEL_TRACES_SAMPLER_ARG: '2' })).toThrow('OTEL_TRACES_SAMPLER_ARG');
  expect(start({ OTEL_EXPORTER_OTLP_HEADERS: 'no header' })).toThrow('OTEL_EXPORTER_OTLP_HEADERS');
  expect(readConfig({ ...env, OTEL_EXPORTER_OTLP_ENDPOINT: '' }).tracing).toBe(null);
});
