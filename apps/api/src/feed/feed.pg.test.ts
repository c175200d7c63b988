import { withTenantTx } from '@tollgate/db/tenant-tx';
import { mintSecret } from '@tollgate/domain/secrets';
import { type Change, SnapshotEnd, SnapshotHead, SnapshotRecord } from '@tollgate/domain/snapshot';
import { createApp } from '@tollgate/services/apps/create-app';
import type { Ctx } from '@tollgate/services/context/ctx';
import { updateDeveloper } from '@tollgate/services/developers/update-developer';
import { registerGatewayToken } from '@tollgate/services/feed/register-gateway-token';
import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { createApiKey } from '@tollgate/services/keys/create-api-key';
import { revokeApiKey } from '@tollgate/services/keys/revoke-api-key';
import { createSubscription } from '@tollgate/services/subscriptions/create-subscription';
import { createToken } from '@tollgate/services/tokens/create-token';
import { makeOffer, makeSeller, type Offer, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type FeedClient, type FeedStream, feedClient } from '../testing/feed-client.ts';

let kit: TestServices;
let seller: Seller;
let owner: Ctx;
let ada: Ctx;
let offer: Offer;
let appId: string;
let feed: FeedClient;
const gatewayToken = mintSecret('tg_gw').token;
const open: FeedStream[] = [];

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  owner = seller.memberCtx('owner');
  ada = await seller.addDeveloper('Ada');
  offer = await makeOffer(kit.services, seller.tenantId);
  appId = (await createApp(ada, { name: 'Weather' })).id;
  await registerGatewayToken(kit.services, 'test', gatewayToken);
  feed = await feedClient(kit.services, kit.postgres.systemUrl, gatewayToken);
});
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.close();
});
afterAll(async () => {
  await feed.stop();
  await kit.close();
});

async function readSnapshot() {
  const lines = (await (await feed.get('/snapshot')).text()).trimEnd().split('\n');
  const values = lines.map((line) => JSON.parse(line) as unknown);
  const { changeNumber } = SnapshotHead.parse(values[0]);
  const end = SnapshotEnd.parse(values.at(-1));
  const records = values.slice(1, -1).map((value) => SnapshotRecord.parse(value));
  return { changeNumber, end, records };
}

async function follow(after?: number): Promise<FeedStream> {
  const stream = await feed.follow(after ?? (await readSnapshot()).changeNumber);
  open.push(stream);
  return stream;
}

const changesOf = (stream: FeedStream): Change[] => stream.lines.flatMap(({ batch }) => batch?.changes ?? []);
const has = (stream: FeedStream, id: string) =>
  stream.until(({ batch }) => batch?.changes.some((change) => change.id === id) ?? false);

function expectChain(stream: FeedStream, from: number): void {
  let number = from;
  for (const { batch, heartbeat } of stream.lines) {
    if (heartbeat) expect(heartbeat.changeNumber).toBe(number);
    if (!batch) continue;
    expect(batch.after).toBe(number);
    expect(batch.changeNumber).toBeGreaterThan(number);
    number = batch.changeNumber;
  }
}

test('without a gateway token nothing is told', async () => {
  const { secret } = await createToken(owner, { name: 'CI', role: 'owner' });
  for (const path of ['/snapshot', '/changes?after=0']) {
    for (const token of ['x', secret, mintSecret('tg_gw').token, mintSecret('tg_live').token]) {
      const answer = await feed.get(path, token);
      expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'token_invalid' }]);
    }
  }
});

test('a gateway token that was revoked opens nothing any more', async () => {
  const { token, hash } = mintSecret('tg_gw');
  await registerGatewayToken(kit.services, 'old', token);
  expect((await feed.get('/changes?after=999999', token)).status).toBe(410);
  await kit.services.db.system.execute(`update gateway_tokens set revoked_at = now() where hash = '${hash}'`);
  expect((await feed.get('/snapshot', token)).status).toBe(401);
});

test('a snapshot holds everything that gateways enforce, counts it, and is true at its number', async () => {
  const subscription = await createSubscription(ada, { appId, planId: offer.planId });
  const { key } = await createApiKey(ada, { appId });
  const { records, end } = await readSnapshot();
  expect(end.count).toBe(records.length);
  const found = new Map(records.map((record) => [record.id, record]));
  expect(found.get(seller.tenantId)).toMatchObject({ kind: 'tenant', slug: seller.slug });
  expect(found.get(offer.apiVersionId)).toMatchObject({ kind: 'api_version', basePath: '/world/v1' });
  expect(found.get(offer.productId)).toMatchObject({ kind: 'product', status: 'published' });
  expect(found.get(subscription.id)).toMatchObject({ kind: 'subscription', status: 'active', appId });
  expect(found.get(subscription.planVersion.id)).toMatchObject({
    kind: 'plan_version',
    quota: { requests: 10_000 },
  });
  expect(found.get(key.id)).toMatchObject({ kind: 'key', appId, revokedAt: null });
});

test('a change is in the stream within a second, as the record it is now', async () => {
  const { key } = await createApiKey(ada, { appId });
  const stream = await follow();
  await stream.until(() => true);
  const lags: number[] = [];
  for (let round = 0; round < 20; round++) {
    const { key: next } = await createApiKey(ada, { appId });
    const committedMs = Date.now();
    lags.push((await has(stream, next.id)).atMs - committedMs);
  }
  expect(Math.max(...lags)).toBeLessThan(1000);
  await revokeApiKey(ada, { keyId: key.id });
  await has(stream, key.id);
  expect(changesOf(stream).at(-1)).toMatchObject({ id: key.id, record: { revokedAt: expect.any(String) } });
});

test('a block and its end reach gateways within a second, as a change of each subscription', async () => {
  const bob = await seller.addDeveloper('Bob');
  const { id: bobsApp } = await createApp(bob, { name: 'Blocked' });
  const subscription = await createSubscription(bob, { appId: bobsApp, planId: offer.planId });
  const stream = await follow();
  await stream.until(() => true);
  for (const [status, seen] of [
    ['blocked', 'suspended'],
    ['active', 'active'],
  ] as const) {
    await updateDeveloper(owner, { developerId: subscription.developer.id, status });
    const committedMs = Date.now();
    const isSeen = ({ batch }: (typeof stream.lines)[number]) =>
      batch?.changes.some(
        ({ id, record }) =>
          id === subscription.id && record?.kind === 'subscription' && record.status === seen,
      ) ?? false;
    expect((await stream.until(isSeen)).atMs - committedMs).toBeLessThan(1000);
  }
});

test('changes of many transactions at once come in one chain without a gap, and none is missing', async () => {
  const { changeNumber } = await readSnapshot();
  const streams = [await follow(changeNumber), await follow(changeNumber)];
  const { id: busyAppId } = await createApp(ada, { name: 'Busy' });
  const made = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const ctx = index % 2 ? ada : owner;
      const { key } = await createApiKey(ctx, { appId: busyAppId, name: `k${index}` });
      if (index % 3 === 0) await revokeApiKey(ctx, { keyId: key.id });
      return key.id;
    }),
  );
  const { changeNumber: last } = await readSnapshot();
  for (const stream of streams) {
    await stream.until(({ batch, heartbeat }) => (batch ?? heartbeat)?.changeNumber === last);
    expectChain(stream, changeNumber);
    const seen = new Set(changesOf(stream).map(({ id }) => id));
    for (const id of made) expect(seen).toContain(id);
  }
  const { rows } = await kit.services.db.system.execute(
    `select count(*)::int as count, min(number)::int as first, max(number)::int as last from change_log`,
  );
  expect(rows).toEqual([{ count: last, first: 1, last }]);
});

test('a number taken early and committed late is never skipped', async () => {
  const { changeNumber } = await readSnapshot();
  const stream = await follow(changeNumber);
  const order: string[] = [];
  let hold: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    hold = resolve;
  });
  const append = (name: string, before: Promise<unknown> | undefined) =>
    withTenantTx(owner, async (tx) => {
      await tx.execute(`select append_change('key', '${name}')`);
      order.push(name);
      await before;
    });
  const slow = append('key_slow', held);
  await expect.poll(() => order).toEqual(['key_slow']);
  const fast = append('key_fast', undefined);
  await stream.until(({ heartbeat }) => heartbeat !== undefined);
  expect(order).toEqual(['key_slow']);
  hold();
  await Promise.all([slow, fast]);
  await has(stream, 'key_fast');
  expectChain(stream, changeNumber);
  expect(changesOf(stream).map(({ id }) => id)).toEqual(['key_slow', 'key_fast']);
});

test('a transaction that is rolled back leaves no gap and no trace', async () => {
  const { changeNumber } = await readSnapshot();
  const failing = withTenantTx(owner, async (tx) => {
    await tx.execute(`select append_change('key', 'key_rolled_back')`);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const stream = await follow(changeNumber);
  const { key } = await createApiKey(ada, { appId });
  const line = await has(stream, key.id);
  expect(line.batch).toMatchObject({ after: changeNumber, changeNumber: changeNumber + 1 });
  expect(changesOf(stream).map(({ id }) => id)).toEqual([key.id]);
});

test('what is gone comes as null', async () => {
  const stream = await follow();
  const { changeNumber } = await readSnapshot();
  await withTenantTx(owner, (tx) => tx.execute(`select append_change('api_version', 'ver_gone')`));
  await has(stream, 'ver_gone');
  expect(changesOf(stream).at(-1)).toEqual({ kind: 'api_version', id: 'ver_gone', record: null });
  expectChain(stream, changeNumber);
});

test('a number from the future or long past asks for a snapshot; what is no number is refused', async () => {
  const { changeNumber } = await readSnapshot();
  expect((await feed.get(`/changes?after=${changeNumber + 1}`)).status).toBe(410);
  for (const after of ['', '-1', '1.5', 'x', '1e400', '9007199254740993']) {
    expect([after, (await feed.get(`/changes?after=${after}`)).status]).toEqual([after, 422]);
  }
});

test('a stream with nothing to tell says every few seconds that it lives', async () => {
  const { changeNumber } = await readSnapshot();
  const stream = await follow(changeNumber);
  await expect.poll(() => stream.lines.length, { timeout: 8000 }).toBeGreaterThanOrEqual(3);
  for (const { heartbeat } of stream.lines) expect(heartbeat).toEqual({ heartbeat: true, changeNumber });
});

test('with the notification connection killed, changes still come, at the latest with the next poll', async () => {
  const stream = await follow();
  await stream.until(() => true);
  const { rows } = await kit.services.db.system.execute(
    `select pg_terminate_backend(pid) as killed from pg_stat_activity
     where datname = current_database() and query = 'listen tollgate_change'`,
  );
  expect(rows).toEqual([{ killed: true }]);
  const { key } = await createApiKey(ada, { appId });
  const committedMs = Date.now();
  expect((await has(stream, key.id)).atMs - committedMs).toBeLessThan(3000);
});

test('and notifications work again after it', async () => {
  const isListening = async () => {
    const { rows } = await kit.services.db.system.execute(
      `select 1 from pg_stat_activity where datname = current_database() and query = 'listen tollgate_change'`,
    );
    return rows.length;
  };
  await expect.poll(isListening, { timeout: 5000 }).toBe(1);
  const stream = await follow();
  await stream.until(() => true);
  const { key } = await createApiKey(ada, { appId });
  const committedMs = Date.now();
  expect((await has(stream, key.id)).atMs - committedMs).toBeLessThan(1000);
});

test('a report is kept and shown; one with unknown fields is refused', async () => {
  const report = {
    ...{ gatewayName: 'gw-1', region: 'local', bootId: 'b1', version: '1', appliedChange: 1, lagMs: 12.5 },
    ...{ spoolSegments: 0, spoolBytes: 0, spoolOldestAt: null, refusedConfiguration: null },
  };
  expect((await feed.post('/reports', report)).status).toBe(204);
  expect((await listGateways(owner)).data).toMatchObject([{ name: 'gw-1', status: 'behind', lagMs: 12.5 }]);
  expect((await feed.post('/reports', { ...report, tenantId: 'x' })).status).toBe(422);
});
