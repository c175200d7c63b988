import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { makeUsageEvents } from '@tollgate/testkit/factories/make-usage-events';
import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analytics, createAnalytics } from '../client.ts';
import { insertEvents } from '../insert-events.ts';
import { getRequest } from './get-request.ts';
import { ingestLag } from './ingest-lag.ts';
import { keyLastUsed } from './key-last-used.ts';
import { type ListRequestsInput, listRequests } from './list-requests.ts';

const from = new Date('2026-10-31T22:13:07.123Z');
const to = new Date('2026-11-01T03:01:59.999Z');
const everything: ListRequestsInput = { environment: 'live', from, to };

// Half of the events share one microsecond, where only the id orders them.
const spread = makeUsageEvents(400, from, to, { tenant: 'tnt_mine' });
const sameInstant = makeUsageEvents(400, from, to, {
  tenant: 'tnt_mine',
  time_us: from.getTime() * 1000 + 3_600_000_001,
});
const mine = [...spread, ...sameInstant];
const others = makeUsageEvents(300, from, to, { tenant: 'tnt_other' });

let analytics: Analytics;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testClickHouse();
  drop = database.drop;
  analytics = createAnalytics({ url: database.url });
  await insertEvents(analytics, 'one', [...others, ...mine.filter((_, i) => i % 2 === 0)]);
  await insertEvents(
    analytics,
    'two',
    mine.filter((_, i) => i % 2 === 1),
  );
});
afterAll(async () => {
  await analytics.close();
  await drop();
});

async function readAll(input: ListRequestsInput) {
  const rows = [];
  let after: string | undefined;
  do {
    const page = await listRequests(analytics, 'tnt_mine', { ...input, ...(after ? { after } : {}) });
    expect(page.requests.length).toBeLessThanOrEqual(input.limit ?? 50);
    rows.push(...page.requests);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}

const sortedIds = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();

describe('the list of requests', () => {
  it('pages through every request of the tenant once, newest first, also where times are equal', async () => {
    for (const limit of [37, 200]) {
      const rows = await readAll({ ...everything, limit });
      expect(sortedIds(rows)).toEqual(sortedIds(mine));
      const times = rows.map(({ timeUs }) => timeUs);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    }
  });

  it('stays on its place when newer requests arrive between two pages', async () => {
    const input: ListRequestsInput = {
      ...everything,
      from: new Date('2026-12-01T00:00:00Z'),
      to: new Date('2026-12-02T00:00:00Z'),
      limit: 2,
    };
    const at = (second: number) => makeUsageEvent({ tenant: 'tnt_mine', at: `2026-12-01T00:00:0${second}Z` });
    const old = [at(1), at(2), at(3), at(4)];
    await insertEvents(analytics, 'old', old);
    const first = await listRequests(analytics, 'tnt_mine', input);
    await insertEvents(analytics, 'new', [at(8), at(9)]);
    const second = await listRequests(analytics, 'tnt_mine', { ...input, after: first.next as string });
    expect([...first.requests, ...second.requests].map(({ id }) => id)).toEqual(
      old.map(({ id }) => id).reverse(),
    );
    expect(second.next).toBeNull();
  });

  it.each<[string, Partial<ListRequestsInput>, (event: (typeof mine)[number]) => boolean]>([
    ['statuses', { statuses: [404, 429] }, (event) => event.status === 404 || event.status === 429],
    ['classes of status', { statusClasses: [5] }, (event) => event.status >= 500],
    ['problems', { problems: ['rate_limited'] }, (event) => event.problem === 'rate_limited'],
    ['no problem', { problems: [''] }, (event) => event.problem === ''],
    ['what is billable', { isBillable: true }, (event) => event.billable === 1],
    ['what is not billable', { isBillable: false }, (event) => event.billable === 0],
    ['slow ones', { minDurationMs: 150 }, (event) => event.duration_us >= 150_000],
    ['an app', { filters: { appId: 'app_1' } }, (event) => event.app === 'app_1'],
    [
      'operation, subscription and status together',
      { filters: { operationId: 'opn_1', subscriptionIds: ['sub_1', 'sub_2'] }, statuses: [200] },
      (event) =>
        event.operation === 'opn_1' &&
        ['sub_1', 'sub_2'].includes(event.subscription) &&
        event.status === 200,
    ],
  ])('can be narrowed to %s', async (_name, input, isWanted) => {
    const rows = await readAll({ ...everything, ...input, limit: 200 });
    expect(rows.length).toBeGreaterThan(0);
    expect(sortedIds(rows)).toEqual(sortedIds(mine.filter(isWanted)));
  });

  it('can be narrowed to one hour, start included and end not', async () => {
    const [start, end] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-01T01:00:00Z')];
    const edge = [start.getTime() * 1000, end.getTime() * 1000 - 1, end.getTime() * 1000].map((time_us) =>
      makeUsageEvent({ tenant: 'tnt_edge', time_us }),
    );
    await insertEvents(analytics, 'edge', edge);
    const page = await listRequests(analytics, 'tnt_edge', { environment: 'live', from: start, to: end });
    expect(page.requests.map(({ time }) => time)).toEqual([
      '2026-11-01T00:59:59.999999Z',
      '2026-11-01T00:00:00.000000Z',
    ]);
  });

  it('takes values that look like SQL as values', async () => {
    for (const text of ["' OR 1=1 --", "\\') OR ('1'='1", '\u0000', '{tenant:String}']) {
      expect(await readAll({ ...everything, problems: [text] })).toEqual([]);
      expect(await readAll({ ...everything, methods: [text.slice(0, 20)] })).toEqual([]);
      expect(await readAll({ ...everything, filters: { operationId: text } })).toEqual([]);
    }
  });

  it('refuses a cursor that is none and pages of more than 200', async () => {
    for (const after of ['x', "' OR 1=1", Buffer.from('[1,"a"]').toString('base64url')]) {
      await expect(listRequests(analytics, 'tnt_mine', { ...everything, after })).rejects.toMatchObject({
        code: 'validation_failed',
      });
    }
    await expect(listRequests(analytics, 'tnt_mine', { ...everything, limit: 201 })).rejects.toThrow();
  });
});

describe('one request', () => {
  it('is found by its id and by the id its client saw, with everything known of it', async () => {
    const event = mine[7] as (typeof mine)[number];
    const byId = await getRequest(analytics, 'tnt_mine', event.id);
    expect(await getRequest(analytics, 'tnt_mine', event.request_id)).toEqual(byId);
    expect(byId).toMatchObject({
      id: event.id,
      requestId: event.request_id,
      timeUs: event.time_us,
      subscriptionId: event.subscription,
      status: event.status,
      isBillable: event.billable === 1,
      durationMs: event.duration_us / 1000,
      responseBytes: event.response_bytes,
    });
  });

  it('says who answered, and takes a quota when it was mocked but not when a policy answered', async () => {
    const mocked = makeUsageEvent({ tenant: 'tnt_mine', billable: 0, answered_by: 'mock' });
    const fixed = makeUsageEvent({ tenant: 'tnt_mine', billable: 0, answered_by: 'policy' });
    await insertEvents(analytics, 'answered', [mocked, fixed]);
    const read = (id: string) => getRequest(analytics, 'tnt_mine', id);
    expect(await read(mocked.id)).toMatchObject({ answeredBy: 'mock', consumedQuota: true });
    expect(await read(fixed.id)).toMatchObject({ answeredBy: 'policy', consumedQuota: false });
    const event = mine[7] as (typeof mine)[number];
    expect(await read(event.id)).toMatchObject({ answeredBy: '' });
  });

  it('of another tenant does not exist', async () => {
    const event = others[0] as (typeof others)[number];
    for (const reference of [event.id, event.request_id, "' OR 1=1 --"]) {
      await expect(getRequest(analytics, 'tnt_mine', reference)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('the last use of keys', () => {
  it('is the newest request that the key was accepted for, in this tenant only', async () => {
    const at = (time: string, problem = '') =>
      makeUsageEvent({ tenant: 'tnt_keys', key: 'key_a', at: time, problem });
    const newest = '2026-11-01T10:00:00.250Z';
    await insertEvents(analytics, 'keys-1', [at('2026-11-01T09:00:00Z'), at(newest, 'rate_limited')]);
    await insertEvents(analytics, 'keys-2', [
      at('2026-10-01T09:00:00Z'),
      at('2026-11-01T11:00:00Z', 'key_revoked'),
    ]);
    expect(await keyLastUsed(analytics, 'tnt_keys', ['key_a', 'key_never', "' OR 1=1"])).toEqual(
      new Map([['key_a', newest]]),
    );
    expect(await keyLastUsed(analytics, 'tnt_mine', ['key_a'])).toEqual(new Map());
  });

  it('is answered for a thousand keys at once', async () => {
    const keys = Array.from({ length: 1_000 }, (_, i) => `key_${'x'.repeat(40)}${i}`);
    expect(await keyLastUsed(analytics, 'tnt_keys', [...keys.slice(1), 'key_a'])).toHaveProperty('size', 1);
  });
});

describe('the lag of usage', () => {
  it('is the time from the end of an exchange to its row', async () => {
    const now = new Date();
    const event = makeUsageEvent({
      tenant: 'tnt_lag',
      at: new Date(now.getTime() - 60_000),
      duration_us: 10_000_000,
    });
    await insertEvents(analytics, 'lag', [event]);
    const lag = await ingestLag(analytics, 'tnt_lag', { now });
    expect(lag).toMatchObject({ events: 1, lastEventAt: new Date(now.getTime() - 60_000).toISOString() });
    expect(lag.maxLagMs).toBeGreaterThanOrEqual(50_000);
    expect(lag.maxLagMs).toBeLessThan(110_000);
  });

  it('is unknown without events', async () => {
    expect(await ingestLag(analytics, 'tnt_none')).toEqual({
      events: 0,
      lastEventAt: null,
      lastReceivedAt: null,
      p50LagMs: null,
      maxLagMs: null,
    });
  });
});
