import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { makeKey } from '@tollgate/testkit/gateway/make-configuration';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await startGatewayRig((env) =>
    startWorker(readConfig(env), createLogger('silent', 'test'), { firstRetryMs: 10 }),
  );
});
afterEach(() => rig.close());

const status = async (path = '/countries/FR') => (await rig.call(path)).status;
const codeOf = async (path = '/countries/FR') =>
  ((await (await rig.call(path)).json()) as { code: string }).code;
const lastReport = () => rig.feed.reports.at(-1);
const applied = () => waitFor(() => lastReport()?.appliedChange === rig.feed.changeNumber);
const refused = (text: string) => waitFor(() => lastReport()?.refusedConfiguration?.includes(text) === true);
const configurationFolder = () => join(rig.dataFolder, 'configuration', 'slot-0');

test('a change is enforced within a second of its commit, and the report says how fast', async () => {
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const startedAt = performance.now();
    const revokedAt = i % 2 === 0 ? new Date().toISOString() : null;
    rig.feed.commit([{ ...rig.configuration.key, revokedAt }]);
    const wanted = revokedAt ? 401 : 200;
    while ((await status()) !== wanted) if (performance.now() - startedAt > 2000) break;
    times.push(performance.now() - startedAt);
  }
  expect(Math.max(...times)).toBeLessThan(1000);
  await applied();
  expect(lastReport()?.lagMs).toBeLessThan(1000);
});

test('a revoked, expired or removed key says which', async () => {
  const { key } = rig.configuration;
  rig.feed.commit([{ ...key, revokedAt: '2026-01-01T00:00:00Z' }]);
  await applied();
  expect(await codeOf()).toBe('key_revoked');
  rig.feed.commit([{ ...key, expiresAt: '2026-01-01T00:00:00Z' }]);
  await applied();
  expect(await codeOf()).toBe('key_expired');
  rig.feed.commit([{ kind: 'key', id: key.id }]);
  await applied();
  expect(await codeOf()).toBe('key_unknown');
});

test('a new key works without the routes being built again', async () => {
  const { tenant, subscription } = rig.configuration;
  const { record, token } = makeKey('second', tenant.id, subscription.appId, 'live');
  rig.feed.commit([record]);
  await applied();
  expect((await rig.call('/countries/FR', { headers: { 'x-api-key': token } })).status).toBe(200);
});

describe('a batch that may not be activated leaves the last good configuration', () => {
  test('a dangling id', async () => {
    rig.feed.sendLine(
      JSON.stringify({
        after: rig.feed.changeNumber,
        changeNumber: rig.feed.changeNumber + 1,
        committedAt: new Date().toISOString(),
        changes: [
          {
            kind: 'subscription',
            id: 'sub_x',
            record: { ...rig.configuration.subscription, id: 'sub_x', planVersionId: 'plv_none' },
          },
        ],
      }),
    );
    await waitFor(() => rig.feed.snapshotsServed >= 2);
    expect(await status()).toBe(200);
  });

  test('removal of what others need', async () => {
    rig.feed.commit([{ kind: 'plan_version', id: rig.configuration.planVersion.id }]);
    await refused('points at no plan_version');
    expect(await status()).toBe(200);
  });

  test('half a batch is no batch: nothing of it is applied', async () => {
    const { key, subscription } = rig.configuration;
    rig.feed.commit([
      { ...key, revokedAt: '2026-01-01T00:00:00Z' },
      { ...subscription, productId: 'prd_none' },
    ]);
    await refused('points at no product');
    expect(await status()).toBe(200);
  });

  test('a date that is none', async () => {
    rig.feed.commit([{ ...rig.configuration.key, expiresAt: 'soon' }]);
    await refused('has no date in expiresAt');
    expect(await status()).toBe(200);
  });

  test('text that is not JSON', async () => {
    rig.feed.sendLine('{"after":1,');
    await waitFor(() => rig.feed.snapshotsServed >= 2);
    expect(await status()).toBe(200);
  });
});

describe('a snapshot that may not be activated leaves the last good configuration', () => {
  const cases: [string, string, (text: string) => string][] = [
    ['empty', 'is empty', () => ''],
    ['without its end', 'partial', (text) => text.split('\n').slice(0, -2).join('\n')],
    ['cut in a line', 'not JSON', (text) => text.slice(0, text.length / 2)],
    ['with records missing', 'partial', (text) => text.split('\n').toSpliced(6, 1).join('\n')],
    ['older', 'older', (text) => text.replace(/"changeNumber":\d+/, '"changeNumber":0')],
    ['holding nothing', 'holds nothing', () => '{"format":1,"changeNumber":9}\n{"end":true,"count":0}\n'],
    ['of another format', 'not as agreed', (text) => text.replace('"format":1', '"format":2')],
    ['with unknown fields', 'not as agreed', (text) => text.replace('"hosts":[]', '"hosts":[],"x":1')],
  ];
  test.each(cases)('%s', async (_name, reason, damage) => {
    rig.feed.commit([{ ...rig.configuration.key, revokedAt: null }]);
    await applied();
    rig.feed.changeNumber++;
    rig.feed.forgetChanges();
    rig.feed.rawSnapshot = damage(rig.feed.snapshotText());
    rig.feed.dropStreams();
    await refused(reason);
    expect(await status()).toBe(200);
    rig.feed.rawSnapshot = null;
    await applied();
    await waitFor(() => lastReport()?.refusedConfiguration === null);
  });
});

test('a route with a policy this gateway does not know keeps its last good form, restarts included', async () => {
  const { version, key } = rig.configuration;
  rig.feed.commit([{ ...version, policies: [{ id: 'from-the-future', config: {} }], basePath: '/moved' }]);
  await refused('there is no policy from-the-future');
  expect(await status()).toBe(200);
  rig.feed.commit([{ ...key, revokedAt: null }]);
  await applied();
  expect(await status()).toBe(200);
  await rig.restart();
  expect(await status()).toBe(200);
  rig.feed.commit([version]);
  await waitFor(() => lastReport()?.refusedConfiguration === null);
});

test('a route whose policy is configured badly does not go live', async () => {
  const { version } = rig.configuration;
  rig.feed.commit([{ ...version, policies: [{ id: 'ip-restriction', config: { allow: ['nowhere'] } }] }]);
  await refused('policies of the API: 0.config.allow.0');
  expect(await status()).toBe(200);
});

test('two versions may swap their paths in one batch', async () => {
  const { version } = rig.configuration;
  const other = { ...version, id: 'ver_other', basePath: '/world/v2', operations: [] };
  rig.feed.commit([other]);
  await applied();
  rig.feed.commit([
    { ...version, basePath: '/world/v2' },
    { ...other, basePath: '/world/v1' },
  ]);
  await applied();
  expect(lastReport()?.refusedConfiguration).toBeNull();
  expect(await status()).toBe(404);
  const moved = await fetch(rig.url('/countries/FR').replace('/v1/', '/v2/'), {
    headers: { 'x-api-key': rig.configuration.token },
  });
  expect(moved.status).toBe(200);
});

test('with the feed down the gateway starts from disk and serves, changes included', async () => {
  const { tenant, subscription } = rig.configuration;
  const { record, token } = makeKey('second', tenant.id, subscription.appId, 'live');
  rig.feed.commit([record]);
  await applied();
  rig.feed.isDown = true;
  await rig.restart();
  expect((await rig.call('/countries/FR', { headers: { 'x-api-key': token } })).status).toBe(200);
});

test('a torn last line on disk is left out, and the rest is served', async () => {
  const { tenant, subscription } = rig.configuration;
  const second = makeKey('second', tenant.id, subscription.appId, 'live');
  rig.feed.commit([second.record]);
  await applied();
  rig.feed.isDown = true;
  await rig.gateway.stop();
  const log = newest('changes-');
  appendFileSync(log, readFileSync(log, 'utf8').split('\n')[0]?.slice(0, 50) ?? '');
  await rig.restart();
  expect((await rig.call('/countries/FR', { headers: { 'x-api-key': second.token } })).status).toBe(200);
});

test('a flipped byte in the snapshot on disk is found, and nothing of it is served', async () => {
  rig.feed.isDown = true;
  await rig.gateway.stop();
  const file = newest('snapshot-');
  writeFileSync(file, readFileSync(file, 'utf8').replace('ver_atlas', 'ver_btlas'));
  await rig.restart();
  expect(await codeOf()).toBe('not_ready');
  rig.feed.isDown = false;
  await waitFor(async () => (await status()) === 200);
});

test('a snapshot file that was cut is not served', async () => {
  rig.feed.isDown = true;
  await rig.gateway.stop();
  const file = newest('snapshot-');
  truncateSync(file, readFileSync(file).length - 30);
  await rig.restart();
  expect(await codeOf()).toBe('not_ready');
});

test('a gateway that was behind asks for a new snapshot and serves all along', async () => {
  rig.feed.commit([{ ...rig.configuration.version, basePath: '/world/v1' }]);
  await applied();
  rig.feed.isDown = true;
  rig.feed.dropStreams();
  rig.feed.commit([{ ...rig.configuration.key, expiresAt: '2030-01-01T00:00:00Z' }]);
  rig.feed.forgetChanges();
  expect(await status()).toBe(200);
  rig.feed.isDown = false;
  await applied();
  expect(rig.feed.snapshotsServed).toBe(2);
});

function newest(prefix: string): string {
  const names = readdirSync(configurationFolder()).filter((name) => name.startsWith(prefix));
  return join(configurationFolder(), names.sort().at(-1) as string);
}
