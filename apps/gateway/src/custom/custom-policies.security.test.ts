import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

const MODULES = {
  'good.ts': `export default {
    onRequest(request: Request, { settings, appId }: any) {
      if (new URL(request.url).searchParams.has('answer')) return Response.json({ appId }, { status: 203 });
      const headers = new Headers(request.headers);
      headers.set('x-seen', [settings.label, process.env.GATEWAY_TOKEN, headers.get('x-api-key')].join('|'));
      return new Request(request.url + '&more=1', { headers });
    },
    async onResponse(response: Response) {
      const text = await response.text();
      return new Response(text.toUpperCase(), { status: 202, headers: { 'x-by': 'module' } });
    },
  };`,
  'body.ts': `export default {
    async onRequest(request: Request) {
      return new Request(request, { body: (await request.text()).replace('a', 'b'), duplex: 'half' } as never);
    },
  };`,
  'throws.ts': `export default { onRequest() { throw new Error('secret'); } };`,
  'rejects-later.ts': `export default { onRequest() { setTimeout(() => { throw new Error('later'); }, 5); } };`,
  'loops.ts': `export default { onRequest() { for (;;); } };`,
  'hangs.ts': `export default { onRequest: () => new Promise(() => {}) };`,
  'exits.ts': `export default { onRequest() { process.exit(0); } };`,
  'leaks.ts': `const all: unknown[] = [];
    export default { onRequest() { for (;;) all.push(new Array(10_000).fill(Math.random())); } };`,
  'leaks-buffers.ts': `const all: Buffer[] = [];
    export default { async onRequest() {
      for (;;) { all.push(Buffer.alloc(4_000_000, 1)); await new Promise((next) => setTimeout(next, 5)); }
    } };`,
  'floods.ts': `export default { onRequest() { return new Response('x'.repeat(5_000_000)); } };`,
  'nonsense.ts': `export default { onRequest() { return 'yes'; } };`,
  'no-default.ts': `export const onRequest = () => {};`,
  'never-loads.ts': `await new Promise(() => {});\nexport default { onRequest() {} };`,
  'broken.ts': `export default { onRequest( };`,
  'team/nested.ts': `export default { onResponse() {} };`,
};

let root: string;
let rig: GatewayRig;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tollgate-custom-'));
  for (const [name, text] of Object.entries(MODULES)) {
    await mkdir(dirname(join(root, 'policies', name)), { recursive: true });
    await writeFile(join(root, 'policies', name), text);
  }
  await writeFile(join(root, 'outside.ts'), MODULES['good.ts']);
  await symlink(join(root, 'outside.ts'), join(root, 'policies', 'link.ts'));
  await symlink(root, join(root, 'policies', 'up'));
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(async () => {
  const env = { GATEWAY_CUSTOM_POLICIES_DIR: join(root, 'policies') };
  rig = await startGatewayRig((all) => startWorker(readConfig(all), createLogger('silent', 'test')), { env });
});
afterEach(() => rig.close());

async function use(...configs: object[]): Promise<void> {
  const policies = configs.map((config) => ({ id: 'custom', config }));
  rig.feed.commit([{ ...rig.configuration.version, policies }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}

const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;
const reported = () => {
  const report = rig.feed.reports.at(-1);
  const problems = report?.routeProblems?.filter(({ apiVersionId }) => apiVersionId === 'ver_atlas') ?? [];
  return [report?.refusedConfiguration ?? '', ...problems.map(({ message }) => message)].join(' ');
};

test('a module changes requests and answers, and sees neither credentials nor the environment', async () => {
  await use({ module: 'good.ts', on: 'both', settings: { label: 'beta' }, timeoutMs: 2000 });
  const response = await rig.call('/countries/FR?a=1', { headers: { 'x-a': '1' } });
  expect(response.status).toBe(202);
  expect(await response.text()).toBe('OK');
  expect(response.headers.get('x-by')).toBe('module');
  expect(response.headers.get('content-length')).toBe('2');
  expect(response.headers.get('x-request-id')).toMatch(/^req_/);
  const { head } = rig.upstream.requests[0] as { head: string };
  expect(head).toMatch(/^GET \/countries\/FR\?a=1&more=1 HTTP/);
  expect(head).toMatch(/^x-seen: beta\|\|\r?$/m);
  expect(head.match(/^host: /gim)).toHaveLength(1);
  expect(rig.events().at(-1)).toMatchObject({ status: 202, billable: 1 });
});

test('a module answers in place of the upstream, unbilled', async () => {
  await use({ module: 'good.ts', timeoutMs: 2000 });
  const response = await rig.call('/countries/FR?answer');
  expect(response.status).toBe(203);
  expect(await response.json()).toEqual({ appId: 'app_atlas' });
  expect(rig.upstream.requests).toHaveLength(0);
  expect(rig.events().at(-1)).toMatchObject({ status: 203, billable: 0, answered_by: 'policy' });
});

test('a module changes the bodies it is to see, of JSON and text, and others stream', async () => {
  await use({ module: 'body.ts', body: true, timeoutMs: 2000, maxBodyBytes: 100 });
  const post = (body: string, type: string) =>
    rig.call('/countries', { method: 'POST', body, headers: { 'content-type': type } });
  expect((await post('{"a":1}', 'application/json')).status).toBe(200);
  expect((await post('<a/>', 'application/xml')).status).toBe(200);
  expect((await post('a=1', 'application/x-www-form-urlencoded')).status).toBe(200);
  expect(rig.upstream.requests.map(({ body }) => body.toString())).toEqual(['{"b":1}', '<b/>', 'b=1']);
  expect(await codeOf(await post('x'.repeat(101), 'text/plain'))).toBe('body_too_large');
});

test('a HEAD and an answer without a body pass through a module', async () => {
  await use({ module: 'team/nested.ts', on: 'response', timeoutMs: 2000 });
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n');
  expect((await rig.call('/countries/FR')).status).toBe(204);
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n');
  expect((await rig.call('/countries/FR', { method: 'HEAD' })).status).toBe(200);
});

describe('a module that', () => {
  const failing = [
    ['throws.ts', 'throws'],
    ['rejects-later.ts', 'throws when nobody waits'],
    ['loops.ts', 'is in a loop'],
    ['hangs.ts', 'never answers'],
    ['exits.ts', 'exits'],
    ['leaks.ts', 'leaks objects'],
    ['leaks-buffers.ts', 'leaks buffers'],
    ['floods.ts', 'answers too much'],
    ['nonsense.ts', 'answers nonsense'],
  ] as const;

  test.each(failing.filter(([module]) => module !== 'rejects-later.ts'))(
    '%s: the route says so, others do not notice',
    async (module) => {
      const second = { ...rig.configuration.version, id: 'ver_two', basePath: '/world/v2' };
      const custom = [{ id: 'custom', config: { module, timeoutMs: 400 } }];
      rig.feed.commit([
        { ...rig.configuration.version, policies: custom },
        { ...second, policies: [{ id: 'custom', config: { module: 'good.ts', timeoutMs: 2000 } }] },
        {
          ...rig.configuration.product,
          covers: [
            { apiVersionId: rig.configuration.version.id, operationIds: null },
            { apiVersionId: 'ver_two', operationIds: null },
          ],
        },
      ] as never);
      await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
      const healthy = rig.url('/countries/FR?answer').replace('/v1/', '/v2/');
      const callHealthy = () => fetch(healthy, { headers: { 'x-api-key': rig.configuration.token } });
      await callHealthy();
      for (let round = 0; round < 2; round++) {
        const broken = rig.call('/countries/FR');
        const well = await callHealthy();
        expect(well.status).toBe(203);
        const response = await broken;
        expect(response.status).toBe(500);
        const text = await response.text();
        expect(JSON.parse(text).code).toBe('custom_policy_failed');
        expect(text).not.toContain('secret');
      }
      expect(rig.upstream.requests).toHaveLength(0);
      await waitFor(() => reported().includes(`custom policy ${module}`), 8000);
      expect(reported()).not.toContain('secret');
    },
  );

  test('throws when nobody waits is ended, and works again', async () => {
    await use({ module: 'rejects-later.ts', timeoutMs: 2000 });
    expect((await rig.call('/countries/FR')).status).toBe(200);
    await waitFor(() => reported().includes('threw outside of a call'), 8000);
    await waitFor(async () => (await rig.call('/countries/FR')).status === 200, 8000);
  });

  test('fails lets requests pass where that is declared', async () => {
    await use({ module: 'loops.ts', timeoutMs: 50, onFailure: 'continue' });
    for (let i = 0; i < 3; i++) expect((await rig.call('/countries/FR')).status).toBe(200);
    expect(rig.upstream.requests).toHaveLength(3);
  });
});

describe('a version does not go live with a module that', () => {
  test.each([
    ['missing.ts', 'is not in the folder of custom policies'],
    ['link.ts', 'leads out of the folder'],
    ['up/outside.ts', 'leads out of the folder'],
    ['../outside.ts', 'must be the path of a module'],
    ['broken.ts', 'is not TypeScript that can be run'],
  ])('is %s', async (module, reason) => {
    await use({ module });
    await waitFor(() => reported().includes(reason));
    expect(reported()).not.toContain(root);
    expect((await rig.call('/countries/FR')).status).toBe(200);
    expect(rig.upstream.requests).toHaveLength(1);
  });

  test('is anywhere, where the operator allows none', async () => {
    rig.env.GATEWAY_CUSTOM_POLICIES_DIR = '';
    await rig.restart();
    await use({ module: 'good.ts' });
    await waitFor(() => reported().includes('GATEWAY_CUSTOM_POLICIES_DIR is not set'));
  });
});

test.each(['no-default.ts', 'never-loads.ts'])('%s is told of before a request meets it', async (module) => {
  await use({ module });
  await waitFor(() => reported().includes(`custom policy ${module}`), 8000);
  expect(await codeOf(await rig.call('/countries/FR'))).toBe('custom_policy_failed');
});
