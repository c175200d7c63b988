import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker } from '../../worker/start-worker.ts';

const ANSWERS = [
  {
    status: '200',
    headers: { 'X-Total': '2', 'Content-Length': '9', 'X-Request-Id': 'forged', 'Bad Name': 'x' },
    bodies: [{ mediaType: 'application/json', name: '', body: '{"code":"FR"}' }],
  },
  {
    status: '404',
    headers: {},
    bodies: [{ mediaType: 'application/json', name: 'lost', body: '{"error":"lost"}' }],
  },
];

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')), {
    plan: { limits: [{ name: 'minute', requests: 3, windowSeconds: 60 }], quota: { requests: 100 } },
  });
});
afterEach(() => rig.close());

async function use(config: object, answers: unknown = ANSWERS): Promise<void> {
  const { version } = rig.configuration;
  const operations = version.operations.map((operation) => ({
    ...operation,
    ...(answers ? { answers } : {}),
  }));
  rig.feed.commit([{ ...version, policies: [{ id: 'mock', config }], operations }] as never);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

test('callers get the example, limits hold, nothing reaches the upstream and nothing is billed', async () => {
  await use({});
  const response = await rig.call('/countries/FR');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('x-total')).toBe('2');
  expect(response.headers.get('content-length')).toBe('13');
  expect(response.headers.get('x-request-id')).toMatch(/^req_/);
  expect(await response.json()).toEqual({ code: 'FR' });
  const preferred = await rig.call('/countries/FR', { headers: { prefer: 'status=404' } });
  expect(preferred.status).toBe(404);
  expect(preferred.headers.get('preference-applied')).toBe('status=404');
  const head = await rig.call('/countries/FR', { method: 'HEAD' }).catch((error) => error);
  expect(head.status).toBe(200);
  const limited = await rig.call('/countries/FR');
  expect(limited.status).toBe(429);
  expect(rig.upstream.requests).toHaveLength(0);
  expect(rig.events()).toMatchObject([
    { status: 200, billable: 0, problem: '', answered_by: 'mock', subscription: 'sub_atlas' },
    { status: 404, billable: 0, answered_by: 'mock' },
    { status: 200, billable: 0, answered_by: 'mock' },
    { status: 429, billable: 0, problem: 'rate_limited' },
  ]);
});

test('a key is asked for, and an unknown path is not found', async () => {
  await use({});
  expect((await fetch(rig.url('/countries/FR'))).status).toBe(401);
  expect((await rig.call('/nowhere')).status).toBe(404);
});

test('with keys of the test environment only, live ones reach the upstream', async () => {
  await use({ keys: 'test' });
  expect((await rig.call('/countries/FR')).status).toBe(200);
  expect(rig.upstream.requests).toHaveLength(1);
  expect(rig.events()[0]).toMatchObject({ billable: 1 });
  expect(rig.events()[0]).not.toHaveProperty('answered_by');
});

test('a version whose operations come without examples is not activated, and the last good one serves', async () => {
  await use({}, null);
  await waitFor(() => rig.feed.reports.at(-1)?.refusedConfiguration?.includes('without examples') === true);
  expect((await rig.call('/countries/FR')).status).toBe(200);
  expect(rig.upstream.requests).toHaveLength(1);
});
