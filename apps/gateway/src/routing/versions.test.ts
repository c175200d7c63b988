import { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { RawUpstream } from '@tollgate/testkit/gateway/raw-upstream';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

let rig: GatewayRig;
let other: RawUpstream;
beforeAll(async () => {
  other = await new RawUpstream().listen();
  const allowed = `127.0.0.1:${other.port}`;
  rig = await startGatewayRig((env) =>
    startWorker(
      readConfig({ ...env, ALLOWED_PRIVATE_UPSTREAMS: `${env.ALLOWED_PRIVATE_UPSTREAMS},${allowed}` }),
      createLogger('silent', 'test'),
    ),
  );
});
afterAll(async () => {
  await rig.close();
  await other.close();
});

const applied = () => waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);

/** Puts two versions under one base path: the second is told by the path its upstream is asked for. */
async function share(first: object, second: object): Promise<void> {
  const { version, product } = rig.configuration;
  const one = { ...version, routing: VersionRouting.parse({ selection: first }) };
  const two = {
    ...version,
    id: 'ver_second',
    routing: VersionRouting.parse({ selection: second, keepsBasePath: true }),
    operations: version.operations.map((operation) => ({ ...operation, id: `${operation.id}_2` })),
  };
  const covers = [...product.covers, { apiVersionId: two.id, operationIds: null }];
  rig.feed.commit([one, two, { ...product, covers }]);
  await applied();
}

async function answerTo(headers: Record<string, string>): Promise<string> {
  const response = await rig.call('/countries', { headers });
  if (response.status !== 200)
    return `${response.status} ${((await response.json()) as { detail: string }).detail}`;
  const path = rig.upstream.requests.at(-1)?.head.split(' ')[1];
  return path === '/countries' ? 'one' : 'two';
}

describe('two versions under one base path', () => {
  test('by a header, with a default', async () => {
    await share(
      { by: 'header', name: 'API-Version', value: '1', isDefault: true },
      { by: 'header', name: 'API-Version', value: '2' },
    );
    expect(await answerTo({})).toBe('one');
    expect(await answerTo({ 'api-version': '1' })).toBe('one');
    expect(await answerTo({ 'API-Version': '2' })).toBe('two');
    expect(await answerTo({ 'api-version': '3' })).toMatch(/^404 .* header api-version: 1, 2\.$/);
    expect((await rig.call('/countries')).headers.get('vary')).toBe('api-version');
  });

  test('without a default, a request must say which', async () => {
    await share(
      { by: 'header', name: 'api-version', value: '1' },
      { by: 'header', name: 'api-version', value: '2' },
    );
    expect(await answerTo({})).toMatch(/^404 Say which version/);
    expect(await answerTo({ 'api-version': '2' })).toBe('two');
  });

  test('by a parameter of a media type', async () => {
    const by = 'media_type_parameter';
    await share({ by, name: 'version', value: '1', isDefault: true }, { by, name: 'version', value: '2' });
    expect(await answerTo({ accept: 'application/json' })).toBe('one');
    expect(await answerTo({ accept: 'application/json; version=2' })).toBe('two');
    expect(await answerTo({ accept: 'text/html;version=1;q=0.5, application/json;Version="2"' })).toBe('two');
    expect(await answerTo({ accept: 'application/json;version=2;q=0, */*' })).toBe('one');
    expect(await answerTo({ accept: 'application/json;version=9' })).toMatch(/^404 .*: 1, 2\.$/);
  });

  test('by a media type', async () => {
    const by = 'media_type';
    await share(
      { by, value: 'application/vnd.acme.v1+json', isDefault: true },
      { by, value: 'application/vnd.acme.v2+json' },
    );
    expect(await answerTo({ accept: 'application/vnd.acme.v2+json, application/json;q=0.9' })).toBe('two');
    expect(await answerTo({ accept: '*/*' })).toBe('one');
    expect((await rig.call('/countries')).headers.get('vary')).toBe('accept');
  });

  test('one that cannot be told from the other does not go live, and the other goes on', async () => {
    await share(
      { by: 'header', name: 'api-version', value: '1', isDefault: true },
      { by: 'header', name: 'api-version', value: '1' },
    );
    const refused = () => rig.feed.reports.at(-1)?.refusedConfiguration ?? '';
    await waitFor(() => refused().includes('both chosen by 1'));
    expect(refused()).toMatch(/ver_second and ver_atlas|ver_atlas and ver_second/);
    expect(await answerTo({ 'api-version': '1' })).toBe('one');
  });
});

test('the apps of the canary are served by the other upstream, and go back with its share', async () => {
  const { version } = rig.configuration;
  rig.feed.commit([{ kind: 'api_version', id: 'ver_second' }, rig.configuration.product]);
  const served = async (routing: object, upstream: object = {}) => {
    rig.feed.commit([
      {
        ...version,
        upstream: { ...version.upstream, ...upstream },
        routing: VersionRouting.parse(routing),
      },
    ]);
    await applied();
    const before = other.requests.length;
    expect((await rig.call('/countries')).status).toBe(200);
    return other.requests.length > before ? 'canary' : 'upstream';
  };
  expect(await served({ canary: { url: `${other.url}/next`, percent: 100 } })).toBe('canary');
  expect(other.requests.at(-1)?.head.split(' ')[1]).toBe('/next/countries');
  expect(await served({ canary: { url: other.url, percent: 0 } })).toBe('upstream');
  const balancing = { weight: 1, targets: [], method: 'round_robin', retries: { attempts: 1 } };
  expect(await served({ canary: { url: other.url, percent: 100 } }, { balancing })).toBe('canary');
  expect(await served({})).toBe('upstream');
});
