import type { Id } from '@tollgate/domain/ids';
import { openSecret } from '@tollgate/domain/sealing/seal-secret';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { type ApiVersionRecord, SnapshotRecord } from '@tollgate/domain/snapshot';
import { credentialSealedFor } from '@tollgate/domain/upstreams/upstream-credential';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { readSnapshot } from '../feed/read-snapshot.ts';
import { getApiVersion } from './get-api-version.ts';
import { listOperations } from './list-operations.ts';
import { updateApiVersion } from './update-api-version.ts';

let kit: TestServices;
let seller: Seller;
let editor: Ctx;
let apiVersionId: Id<'apiVersion'>;
let made = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = seller.memberCtx('editor');
});
beforeEach(async () => {
  const offer = await makeOffer(kit.services, seller.tenantId, { slug: `world-${++made}` });
  apiVersionId = offer.apiVersionId as Id<'apiVersion'>;
});
afterAll(() => kit.close());

type Change = Omit<Parameters<typeof updateApiVersion>[1], 'apiVersionId'>;
const update = (change: Change, ctx = editor) => updateApiVersion(ctx, { apiVersionId, ...change });

test('where traffic enters and goes, and its limits, change at once for the gateways', async () => {
  const change = { connectTimeoutMs: 1_000, headTimeoutMs: 2_000, idleTimeoutMs: 3_000, maxBodyBytes: 0 };
  const version = await update({ ...change, basePath: `/moved/${made}`, upstreamUrl: 'https://1.1.1.1/v2/' });
  expect(version).toMatchObject({
    basePath: `/moved/${made}`,
    gatewayUrl: `http://gateway.test/${seller.slug}/moved/${made}`,
    upstream: {
      url: 'https://1.1.1.1/v2',
      connectTimeoutMs: 1_000,
      headTimeoutMs: 2_000,
      idleTimeoutMs: 3_000,
    },
    maxBodyBytes: 0,
  });
  expect(await getApiVersion(seller.memberCtx('viewer'), { apiVersionId })).toEqual(version);
  expect((await feedEntries(editor)).at(-1)).toBe(`api_version:${apiVersionId}`);
  expect(await auditActions(editor, apiVersionId)).toEqual(['api_version.updated']);
});

test('limits on time and connections reach the gateways, and the whole may be without one', async () => {
  const change = { totalTimeoutMs: 60_000, maxConnections: 10, maxWaiting: 0, waitTimeoutMs: 100 };
  expect((await update(change)).upstream).toMatchObject(change);
  const recordOf = async () => {
    const { records } = await readSnapshot(kit.services);
    return records.find(({ id }) => id === apiVersionId) as ApiVersionRecord;
  };
  const { totalTimeoutMs, ...connections } = change;
  expect((await recordOf()).upstream).toMatchObject({ totalTimeoutMs, connections });
  expect((await update({ totalTimeoutMs: null })).upstream.totalTimeoutMs).toBeNull();
  expect((await recordOf()).upstream).not.toHaveProperty('totalTimeoutMs');
  expect(SnapshotRecord.parse(await recordOf())).toEqual(await recordOf());
});

test.each([
  { totalTimeoutMs: 99 },
  { totalTimeoutMs: 86_400_001 },
  { maxConnections: 0 },
  { maxConnections: 10_001 },
  { maxWaiting: -1 },
  { waitTimeoutMs: 60_001 },
])('a limit out of bounds is refused at its field: %j', async (change) => {
  const error = await update(change).catch((thrown) => thrown);
  expect([error.code, error.errors[0]?.location]).toEqual(['validation_failed', Object.keys(change)[0]]);
});

describe('a credential', () => {
  const credential = { in: 'header', name: 'X-Partner-Key', secret: 'c4n4ry' } as const;
  const recordOf = async () => {
    const { records } = await readSnapshot(kit.services);
    return records.find(({ id }) => id === apiVersionId) as ApiVersionRecord;
  };
  const opened = async () => {
    const { sealed = '' } = (await recordOf()).upstream.credential ?? {};
    return openSecret(
      kit.services.sealing as SealingKeys,
      credentialSealedFor(seller.tenantId, apiVersionId),
      sealed,
    );
  };
  const refusalOf = async (change: Change) => {
    const error = await update(change).catch((thrown) => thrown);
    return [error.code, error.errors?.[0]?.location];
  };

  test('is shown to nobody again: not in answers, not in the audit log, not in tables, but gateways can open it', async () => {
    const version = await update({ credential });
    expect(version.upstream.credential).toEqual({
      in: 'header',
      name: 'X-Partner-Key',
      setAt: expect.any(String),
    });
    expect(await getApiVersion(editor, { apiVersionId })).toEqual(version);
    const { rows } = await kit.services.db.system.execute<{ text: string }>(
      sql`select (select json_agg(v) from api_versions v)::text || (select json_agg(a) from audit_log a)::text as text`,
    );
    expect(rows[0]?.text).toContain('X-Partner-Key');
    expect(rows[0]?.text).not.toContain('c4n4ry');
    expect(SnapshotRecord.parse(await recordOf())).toEqual(await recordOf());
    expect(await opened()).toBe('c4n4ry');
    expect((await feedEntries(editor)).at(-1)).toBe(`api_version:${apiVersionId}`);
  });

  test('keeps its secret when only its name changes, and goes when it is null', async () => {
    const before = await update({ credential });
    const after = await update({ credential: { in: 'basic', name: 'atlas' } });
    expect(after.upstream.credential).toEqual({ ...before.upstream.credential, in: 'basic', name: 'atlas' });
    expect(await opened()).toBe('c4n4ry');
    expect((await update({ credential: null })).upstream.credential).toBeNull();
    expect((await recordOf()).upstream).not.toHaveProperty('credential');
    expect(await refusalOf({ credential: { in: 'basic', name: 'atlas' } })).toEqual([
      'validation_failed',
      'credential.secret',
    ]);
  });

  test('goes to no host it was not set for, unless it is set again', async () => {
    await update({ upstreamUrl: 'https://1.1.1.1/v1', credential });
    expect(await refusalOf({ upstreamUrl: 'https://8.8.8.8' })).toEqual(['validation_failed', 'upstreamUrl']);
    expect(await refusalOf({ upstreamUrl: 'http://1.1.1.1' })).toEqual(['validation_failed', 'upstreamUrl']);
    const targets = [{ url: 'https://8.8.8.8' }];
    expect(await refusalOf({ balancing: { targets } })).toEqual([
      'validation_failed',
      'balancing.targets.0.url',
    ]);
    const canary = { url: 'https://9.9.9.9', percent: 5 };
    expect(await refusalOf({ routing: { canary } })).toEqual(['validation_failed', 'routing.canary.url']);
    await update({
      routing: { canary: { ...canary, url: 'https://1.1.1.1/next' }, mirror: { url: canary.url } },
    });
    await update({ upstreamUrl: 'https://1.1.1.1/v2' });
    await update({ balancing: { targets }, credential });
    await update({ upstreamUrl: 'https://8.8.8.8', credential: null });
  });

  test.each<[string, object]>([
    ['credential.name', { ...credential, name: 'Host' }],
    ['credential.name', { ...credential, name: 'a b' }],
    ['credential.name', { ...credential, in: 'basic', name: 'a:b' }],
    ['credential.secret', { ...credential, secret: 'a\r\nb' }],
    ['credential.secret', { ...credential, secret: '' }],
    ['credential.secret', { ...credential, secret: 'a'.repeat(8193) }],
    ['credential.in', { ...credential, in: 'cookie' }],
  ])('is refused at %s: %j', async (location, value) => {
    expect(await refusalOf({ credential: value } as Change)).toEqual(['validation_failed', location]);
  });

  test('cannot be kept where there is nothing to seal it with', async () => {
    const error = await update({ credential }, { ...editor, sealing: undefined }).catch((thrown) => thrown);
    expect(error.errors[0]).toMatchObject({
      location: 'credential.secret',
      fix: expect.stringContaining('ENCRYPTION_KEY'),
    });
  });
});

test('HTTP/2 is spoken to an upstream whose addresses fit, and gateways are told', async () => {
  const recordOf = async () => {
    const { records } = await readSnapshot(kit.services);
    return records.find(({ id }) => id === apiVersionId) as ApiVersionRecord;
  };
  expect((await update({ maxBodyBytes: 8 })).upstream.protocol).toBe('http1');
  expect((await recordOf()).upstream).not.toHaveProperty('protocol');
  const version = await update({ upstreamUrl: 'https://1.1.1.1', upstreamProtocol: 'h2' });
  expect(version.upstream.protocol).toBe('h2');
  expect((await recordOf()).upstream.protocol).toBe('h2');
  expect(SnapshotRecord.parse(await recordOf())).toEqual(await recordOf());
  for (const change of [
    { upstreamProtocol: 'h2c' },
    { upstreamUrl: 'http://1.1.1.1' },
    { balancing: { targets: [{ url: 'http://8.8.8.8' }] } },
    { upstreamProtocol: 'spdy' },
  ]) {
    const error = await update(change as Change).catch((thrown) => thrown);
    expect([error.code, error.errors[0]?.location]).toEqual(['validation_failed', 'upstreamProtocol']);
  }
  const plain = await update({ upstreamUrl: 'http://1.1.1.1', upstreamProtocol: 'h2c' });
  expect(plain.upstream.protocol).toBe('h2c');
});

describe('balancing', () => {
  const targets = [{ url: 'https://1.0.0.1/v1/', weight: 2 }, { url: 'https://8.8.8.8' }];

  test('further targets and what happens when they fail are kept, and gateways are told', async () => {
    const version = await update({ balancing: { targets, retries: {}, ejection: { failures: 3 } } });
    expect(version.upstream.balancing).toMatchObject({
      targets: [
        { url: 'https://1.0.0.1/v1', weight: 2 },
        { url: 'https://8.8.8.8', weight: 1 },
      ],
      method: 'round_robin',
      ejection: { failures: 3, durationMs: 30_000 },
      retries: { attempts: 1, budgetPercent: 20, minPerSecond: 3 },
      breaker: null,
    });
    expect(await getApiVersion(editor, { apiVersionId })).toEqual(version);
    const { records } = await readSnapshot(kit.services);
    const record = records.find(({ id }) => id === apiVersionId) as ApiVersionRecord;
    expect(record.upstream.balancing).toEqual(version.upstream.balancing);
    expect(SnapshotRecord.parse(record)).toEqual(record);
    expect((await feedEntries(editor)).at(-1)).toBe(`api_version:${apiVersionId}`);
    expect(await auditActions(editor, apiVersionId)).toEqual(['api_version.updated']);
  });

  test('it is replaced whole, and asking for nothing goes back to one target', async () => {
    await update({ balancing: { targets, breaker: {} } });
    expect((await update({ balancing: { retries: {} } })).upstream.balancing).toMatchObject({
      targets: [],
      breaker: null,
    });
    expect((await update({ maxBodyBytes: 7 })).upstream.balancing?.retries?.attempts).toBe(1);
    expect((await update({ balancing: { method: 'peak_ewma' } })).upstream.balancing).toBeNull();
    await update({ balancing: { breaker: {} } });
    expect((await update({ balancing: null })).upstream.balancing).toBeNull();
    const { records } = await readSnapshot(kit.services);
    const record = records.find(({ id }) => id === apiVersionId) as ApiVersionRecord;
    expect(Object.keys(record.upstream)).not.toContain('balancing');
  });

  test.each<[string, object, string]>([
    ['balancing.targets.0.url', { targets: [{ url: 'http://127.0.0.1:1' }] }, 'upstream_address_forbidden'],
    ['balancing.targets.1.url', { targets: [targets[1], targets[1]] }, 'validation_failed'],
    [
      'balancing.targets.0.weight',
      { targets: [{ url: 'https://1.1.1.1', weight: 101 }] },
      'validation_failed',
    ],
    ['balancing.hashName', { targets, method: 'consistent_hash', hashBy: 'header' }, 'validation_failed'],
    ['balancing.healthCheck.path', { targets, healthCheck: {} }, 'validation_failed'],
    ['balancing.colour', { targets, colour: 'red' }, 'validation_failed'],
  ])('refused at %s: %j', async (location, balancing, code) => {
    const error = await update({ balancing } as Change).catch((thrown) => thrown);
    expect([error.code, error.errors[0]?.location]).toEqual([code, location]);
    expect((await getApiVersion(editor, { apiVersionId })).upstream.balancing).toBeNull();
  });
});

test('a tenant’s address carries its slug as a host where paths do not route', async () => {
  const settings = { ...editor.settings, gatewayUrl: 'https://gw.example:8443', hasPathRouting: false };
  const { gatewayUrl, basePath } = await getApiVersion({ ...editor, settings }, { apiVersionId });
  expect(gatewayUrl).toBe(`https://${seller.slug}.gw.example:8443${basePath}`);
});

describe('the lifecycle', () => {
  test('deprecating keeps when it was done and when it ends; going back to active forgets both', async () => {
    kit.now(new Date('2026-11-01T00:00:00Z'));
    const sunsetAt = '2027-01-01T00:00:00.000Z';
    const deprecated = await update({ status: 'deprecated', sunsetAt });
    expect(deprecated).toMatchObject({
      status: 'deprecated',
      deprecatedAt: '2026-11-01T00:00:00.000Z',
      sunsetAt,
    });
    kit.now(new Date('2026-11-02T00:00:00Z'));
    expect((await update({ status: 'deprecated' })).deprecatedAt).toBe('2026-11-01T00:00:00.000Z');
    expect(await update({ status: 'retired' })).toMatchObject({ status: 'retired', sunsetAt });
    expect(await update({ status: 'active' })).toMatchObject({
      status: 'active',
      deprecatedAt: null,
      sunsetAt: null,
    });
    kit.now(new Date());
  });

  test('a change of anything else leaves it as it is', async () => {
    const before = await update({ status: 'deprecated', sunsetAt: '2027-01-01T00:00:00Z' });
    const after = await update({ maxBodyBytes: 5 });
    expect([after.status, after.sunsetAt, after.deprecatedAt]).toEqual([
      before.status,
      before.sunsetAt,
      before.deprecatedAt,
    ]);
  });
});

test('a base path that another version of the tenant has is a conflict; another tenant may have it', async () => {
  const { basePath } = await getApiVersion(editor, { apiVersionId });
  const next = await makeOffer(kit.services, seller.tenantId, { slug: `next-${made}` });
  const error = await updateApiVersion(editor, { apiVersionId: next.apiVersionId as never, basePath }).catch(
    (e) => e,
  );
  expect([error.code, error.errors[0]?.location]).toEqual(['conflict', 'basePath']);
  const other = await makeSeller(kit.services, 'Other');
  const theirs = await makeOffer(kit.services, other.tenantId, { slug: 'theirs' });
  const ctx = other.memberCtx('editor');
  expect(
    await codeOf(updateApiVersion(ctx, { apiVersionId: theirs.apiVersionId as never, basePath })),
  ).toBeUndefined();
});

const jwtAt = (jwksUrl: string) => ({ issuer: 'issuer', audiences: ['atlas'], jwksUrl });

describe('refused, and nothing stored', () => {
  test.each<[string, unknown, string]>([
    ['basePath', '/', 'validation_failed'],
    ['basePath', '/a/../b', 'validation_failed'],
    ['basePath', '/%2e%2e/b', 'validation_failed'],
    ['basePath', '/a b', 'validation_failed'],
    ['upstreamUrl', 'http://127.0.0.1:5432', 'upstream_address_forbidden'],
    ['upstreamUrl', 'http://169.254.169.254', 'upstream_address_forbidden'],
    ['upstreamUrl', 'file:///etc/passwd', 'upstream_address_forbidden'],
    ['connectTimeoutMs', 99, 'validation_failed'],
    ['headTimeoutMs', 600_001, 'validation_failed'],
    ['idleTimeoutMs', 1.5, 'validation_failed'],
    ['maxBodyBytes', -1, 'validation_failed'],
    ['maxBodyBytes', 2 ** 63, 'validation_failed'],
    ['status', 'gone', 'validation_failed'],
    ['sunsetAt', 'soon', 'validation_failed'],
    ['policies', [{ id: 'no-such-policy' }], 'validation_failed'],
    ['policies', [{ id: '__proto__' }], 'validation_failed'],
    [
      'policies',
      [{ id: 'jwt', config: jwtAt('http://169.254.169.254/keys?a=1') }],
      'upstream_address_forbidden',
    ],
    ['policies', [{ id: 'jwt', config: jwtAt('http://127.0.0.1:5432') }], 'upstream_address_forbidden'],
    ['policies', [{ id: 'jwt', config: jwtAt('file:///etc/passwd') }], 'validation_failed'],
    ['policies', [{ id: 'constructor' }], 'validation_failed'],
    ['operationCount', 1, 'validation_failed'],
  ])('%s %j', async (field, value, code) => {
    const before = await getApiVersion(editor, { apiVersionId });
    const error = await update({ [field]: value } as Change).catch((thrown) => thrown);
    expect(error.code).toBe(code);
    expect(error.errors[0]?.location.split('.')[0]).toBe(field);
    expect(await getApiVersion(editor, { apiVersionId })).toEqual(before);
    expect(await auditActions(editor, apiVersionId)).toEqual([]);
  });
});

test('every policy there is takes no field that it does not know', async () => {
  for (const id of Object.keys(POLICY_SCHEMAS)) {
    const error = await update({ policies: [{ id, config: { noSuchField: 1 } }] }).catch((thrown) => thrown);
    expect(error.code, id).toBe('validation_failed');
    expect(error.errors[0]?.location, id).toMatch(/^policies\.0\.config/);
  }
});

test('operations are listed in the document’s order and found by path, method and summary', async () => {
  const namesOf = async (input: object = {}) =>
    (await listOperations(seller.memberCtx('viewer'), { filter: { apiVersionId, ...input } })).data.map(
      ({ operationId }) => operationId,
    );
  expect(await namesOf()).toEqual(['one', 'two', 'hidden']);
  expect(await namesOf({ method: 'get', search: '/TWO' })).toEqual(['two']);
  expect(await namesOf({ method: 'POST' })).toEqual([]);
  expect(await namesOf({ tag: "x' or true" })).toEqual([]);
  const other = (await makeSeller(kit.services, 'Other')).memberCtx('viewer');
  expect((await listOperations(other, { filter: { apiVersionId } })).data).toEqual([]);
});
