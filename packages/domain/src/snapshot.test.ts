import { describe, expect, test } from 'vitest';
import {
  ApiVersionRecord,
  Change,
  ChangeBatch,
  GatewayReport,
  SnapshotEnd,
  SnapshotHead,
  SnapshotRecord,
} from './snapshot.ts';

const records: Record<string, SnapshotRecord> = {
  tenant: { kind: 'tenant', id: 'tnt_1', slug: 'atlas', hosts: ['api.atlas.example'] },
  api_version: {
    ...{ kind: 'api_version', id: 'ver_1', tenantId: 'tnt_1', apiId: 'api_1', basePath: '/world/v1' },
    upstream: { url: 'https://up.example', connectTimeoutMs: 1, headTimeoutMs: 2, idleTimeoutMs: 3 },
    ...{ maxBodyBytes: 10, status: 'active', deprecatedAt: null, sunsetAt: null },
    policies: [{ id: 'cors', config: {} }],
    operations: [{ id: 'opn_1', operationId: 'list', method: 'GET', template: '/countries' }],
  },
  product: {
    ...{ kind: 'product', id: 'prd_1', tenantId: 'tnt_1', status: 'published' },
    covers: [{ apiVersionId: 'ver_1', operationIds: null }],
  },
  plan_version: {
    ...{ kind: 'plan_version', id: 'plv_1', tenantId: 'tnt_1', planId: 'pln_1', productId: 'prd_1' },
    limits: [{ name: 'minute', requests: 100, windowSeconds: 60 }],
    quota: { requests: 10_000 },
  },
  subscription: {
    ...{ kind: 'subscription', id: 'sub_1', tenantId: 'tnt_1', appId: 'app_1', productId: 'prd_1' },
    ...{ planVersionId: 'plv_1', status: 'active', anchorAt: '2026-11-01T00:00:00.000Z' },
  },
  key: {
    ...{ kind: 'key', id: 'key_1', tenantId: 'tnt_1', appId: 'app_1', environment: 'live' },
    ...{ hash: 'ab'.repeat(32), expiresAt: null, revokedAt: null },
  },
};

describe.each(Object.entries(records))('a record of kind %s', (kind, record) => {
  test('survives being written as a line and read again', () => {
    expect(SnapshotRecord.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
    expect(Change.parse({ kind, id: record.id, record })).toEqual({ kind, id: record.id, record });
  });

  test('is refused with any field missing, and with a field it does not know', () => {
    for (const field of Object.keys(record)) {
      const { [field as keyof typeof record]: _, ...rest } = record;
      expect(SnapshotRecord.safeParse(rest).success, `without ${field}`).toBe(false);
    }
    expect(SnapshotRecord.safeParse({ ...record, isAdmin: true }).success).toBe(false);
  });
});

test('an upstream of an older snapshot, which knows of one target only, is still read', () => {
  const { upstream } = ApiVersionRecord.parse(records.api_version);
  expect(upstream.balancing).toBeUndefined();
  const balanced = { ...records.api_version, upstream: { ...upstream, balancing: { breaker: {} } } };
  expect(ApiVersionRecord.parse(balanced).upstream.balancing?.breaker?.probes).toBe(3);
});

test('a draft product has no record: gateways never learn of it', () => {
  expect(SnapshotRecord.safeParse({ ...records.product, status: 'draft' }).success).toBe(false);
});

test('a plan version with a limit of zero is refused, so no gateway can be told to shut a plan by mistake', () => {
  const limits = [{ name: 'minute', requests: 0, windowSeconds: 60 }];
  expect(SnapshotRecord.safeParse({ ...records.plan_version, limits }).success).toBe(false);
});

test('head and end lines of another format are refused', () => {
  expect(SnapshotHead.safeParse({ format: 1, changeNumber: 7 }).success).toBe(true);
  expect(SnapshotHead.safeParse({ format: 2, changeNumber: 7 }).success).toBe(false);
  expect(SnapshotEnd.safeParse({ end: false, count: 1 }).success).toBe(false);
});

test('a change of an unknown kind is refused with its whole batch', () => {
  const batch = { after: 1, changeNumber: 2, committedAt: '2026-11-01T00:00:00Z' };
  const gone = { kind: 'key', id: 'key_1', record: null };
  expect(ChangeBatch.safeParse({ ...batch, changes: [gone] }).success).toBe(true);
  expect(ChangeBatch.safeParse({ ...batch, changes: [gone, { ...gone, kind: 'spell' }] }).success).toBe(
    false,
  );
});

test('a gateway cannot fill the database with its report', () => {
  const report = {
    ...{ gatewayName: 'gw', region: 'eu', bootId: 'b', version: '1', appliedChange: 1, lagMs: null },
    ...{ spoolSegments: 0, spoolBytes: 0, spoolOldestAt: null, refusedConfiguration: null },
  };
  expect(GatewayReport.safeParse(report).success).toBe(true);
  expect(GatewayReport.safeParse({ ...report, gatewayName: 'x'.repeat(101) }).success).toBe(false);
  expect(GatewayReport.safeParse({ ...report, refusedConfiguration: 'x'.repeat(1001) }).success).toBe(false);
});
