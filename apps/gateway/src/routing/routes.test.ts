import { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import type { Configuration } from '@tollgate/testkit/gateway/make-configuration';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

let rig: GatewayRig;
beforeAll(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')));
});
afterAll(() => rig.close());

async function change(version: Partial<Configuration['version']>): Promise<void> {
  rig.feed.commit([{ ...rig.configuration.version, ...version }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
}
const operation = (operationId: string, method: string, template: string, more: object = {}) => ({
  ...{ id: `opn_${operationId}`, operationId, method, template },
  ...more,
});
const asked = () => rig.upstream.requests.at(-1)?.head.split('\r\n', 1)[0];
const problemOf = async (response: Response) => (await response.json()) as { code: string; detail: string };

describe('paths', () => {
  test('an operation is forwarded to the path it is rewritten to, with its query', async () => {
    await change({ operations: [operation('get', 'GET', '/v1/a/{id}', { rewrite: '/items/{id}' })] });
    expect((await rig.call('/v1/a/42%20x?q=1')).status).toBe(200);
    expect(asked()).toBe('GET /items/42%20x?q=1 HTTP/1.1');
    expect(rig.events().at(-1)).toMatchObject({ route: '/world/v1/v1/a/{id}', billable: 1 });
  });

  test('a version may keep its base path and lose a prefix, and an operation’s own path goes before', async () => {
    await change({
      routing: VersionRouting.parse({ keepsBasePath: true, stripPrefix: '/in' }),
      operations: [
        operation('a', 'GET', '/in/a'),
        operation('b', 'GET', '/in/b', { rewrite: '/own' }),
        operation('c', 'GET', '/c'),
      ],
    });
    const paths: string[] = [];
    for (const path of ['/in/a', '/in/b', '/c']) {
      await rig.call(path);
      paths.push(asked() ?? '');
    }
    expect(paths).toEqual(['GET /world/v1/a HTTP/1.1', 'GET /own HTTP/1.1', 'GET /world/v1/c HTTP/1.1']);
  });

  test('an address of which no path can be made is refused, and nothing is sent', async () => {
    await change({ operations: [operation('get', 'GET', '/a/v{id}', { rewrite: '/b/{id}/c' })] });
    const before = rig.upstream.requests.length;
    const response = await rig.call('/a/v.');
    expect([response.status, (await problemOf(response)).code]).toEqual([400, 'bad_request']);
    expect(rig.upstream.requests).toHaveLength(before);
  });
});

describe('conditions', () => {
  const beta = operation('beta', 'GET', '/s', {
    match: [{ in: 'header', name: 'x-beta', values: ['1'] }],
    rewrite: '/beta',
  });

  test('the operation whose conditions hold is called', async () => {
    await change({ operations: [operation('all', 'GET', '/s'), beta] });
    await rig.call('/s');
    expect(asked()).toBe('GET /s HTTP/1.1');
    await rig.call('/s', { headers: { 'X-Beta': '1' } });
    expect(asked()).toBe('GET /beta HTTP/1.1');
  });

  test('where none holds it is 404, and another method is 405', async () => {
    await change({ operations: [beta] });
    const missed = await rig.call('/s');
    expect(missed.status).toBe(404);
    expect(await problemOf(missed)).toMatchObject({
      code: 'route_not_found',
      detail: expect.stringContaining('headers or query parameters'),
    });
    const other = await rig.call('/s', { method: 'DELETE' });
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

test('operations that match the same requests do not go live: what served before goes on', async () => {
  await change({ operations: [operation('good', 'GET', '/good')] });
  rig.feed.commit([
    {
      ...rig.configuration.version,
      operations: [operation('one', 'GET', '/x/{a}'), operation('two', 'GET', '/x/{b}')],
    },
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.refusedConfiguration?.includes('one (GET /x/{a})') === true);
  expect(rig.feed.reports.at(-1)?.refusedConfiguration).toContain('two (GET /x/{b})');
  expect((await rig.call('/good')).status).toBe(200);
});
