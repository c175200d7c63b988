import type { Operation } from '@tollgate/contract/apis';
import type { Id } from '@tollgate/domain/ids';
import type { RouteCondition } from '@tollgate/domain/routing/operation-route';
import { type ApiVersionRecord, SnapshotRecord } from '@tollgate/domain/snapshot';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { readSnapshot } from '../feed/read-snapshot.ts';
import { getOperation } from './get-operation.ts';
import { listOperations } from './list-operations.ts';
import { updateApiVersion } from './update-api-version.ts';
import { updateOperation } from './update-operation.ts';

let kit: TestServices;
let seller: Seller;
let editor: Ctx;
let apiVersionId: Id<'apiVersion'>;
let operation: Operation;
let operationId: Id<'operation'>;
let made = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = seller.memberCtx('editor');
});
beforeEach(async () => {
  const offer = await makeOffer(kit.services, seller.tenantId, { slug: `world-${++made}` });
  apiVersionId = offer.apiVersionId as Id<'apiVersion'>;
  const { data } = await listOperations(editor, { filter: { apiVersionId } });
  operation = data[0] as Operation;
  operationId = operation.id as Id<'operation'>;
});
afterAll(() => kit.close());

type Change = Omit<Parameters<typeof updateOperation>[1], 'operationId'>;
const update = (change: Change, ctx = editor) => updateOperation(ctx, { operationId, ...change });
const beta: RouteCondition = { in: 'header', name: 'X-Beta', values: ['1'] };

async function recordOf(): Promise<ApiVersionRecord> {
  const { records } = await readSnapshot(kit.services);
  return SnapshotRecord.parse(records.find(({ id }) => id === apiVersionId)) as ApiVersionRecord;
}

test('what an operation asks for and where it goes are kept, and gateways are told', async () => {
  expect(operation).toMatchObject({ match: [], rewrite: null });
  const changed = await update({ match: [beta], rewrite: '/items' });
  expect(changed).toEqual({ ...operation, match: [{ ...beta, name: 'x-beta' }], rewrite: '/items' });
  expect(await getOperation(seller.memberCtx('viewer'), { operationId })).toEqual(changed);
  expect((await listOperations(editor, { filter: { apiVersionId } })).data[0]).toEqual(changed);
  const record = (await recordOf()).operations.find(({ id }) => id === operationId);
  expect(record).toMatchObject({ match: changed.match, rewrite: '/items' });
  expect((await feedEntries(editor)).at(-1)).toBe(`api_version:${apiVersionId}`);
  expect(await auditActions(editor, operationId)).toEqual(['operation.updated']);
});

test('one of the two changes alone, and without both the record says nothing', async () => {
  await update({ match: [beta], rewrite: '/items' });
  expect(await update({ match: [] })).toMatchObject({ match: [], rewrite: '/items' });
  expect(await update({ rewrite: null })).toMatchObject({ match: [], rewrite: null });
  const record = (await recordOf()).operations.find(({ id }) => id === operationId);
  expect(Object.keys(record ?? {})).not.toContain('match');
  expect(Object.keys(record ?? {})).not.toContain('rewrite');
});

test.each<[string, Change]>([
  ['rewrite', { rewrite: 'items' }],
  ['rewrite', { rewrite: '/items/{nothing}' }],
  ['match.0.name', { match: [{ in: 'header', name: 'host' }] }],
  ['match.1.name', { match: [beta, beta] }],
  ['match.0.values', { match: [{ ...beta, values: [] }] }],
])('refused at %s: %j', async (location, change) => {
  const error = await update(change).catch((thrown) => thrown);
  expect([error.code, error.errors?.[0]?.location]).toEqual(['validation_failed', location]);
});

test('a lesser role may not, and another tenant sees no such operation', async () => {
  expect(await codeOf(update({ rewrite: '/x' }, seller.memberCtx('viewer')))).toBe('role_insufficient');
  const stranger = (await makeSeller(kit.services, 'Stranger')).memberCtx('owner');
  expect(await codeOf(update({ rewrite: '/x' }, stranger))).toBe('not_found');
  expect(await codeOf(getOperation(stranger, { operationId }))).toBe('not_found');
});

describe('the routing of a version', () => {
  test('is kept, told to gateways, and asking for nothing is none', async () => {
    const routing = { keepsBasePath: true, stripPrefix: '/in' };
    expect((await updateApiVersion(editor, { apiVersionId, routing })).routing).toMatchObject(routing);
    expect((await recordOf()).routing).toEqual({ ...routing, selection: null, canary: null, mirror: null });
    expect((await updateApiVersion(editor, { apiVersionId, routing: {} })).routing).toBeNull();
    expect(Object.keys(await recordOf())).not.toContain('routing');
  });

  test.each(['in', '/in/', '/../in', '/a?b', '/a//b'])('a prefix %s is refused', async (stripPrefix) => {
    const error = await updateApiVersion(editor, { apiVersionId, routing: { stripPrefix } }).catch((e) => e);
    expect([error.code, error.errors?.[0]?.location]).toEqual(['validation_failed', 'routing.stripPrefix']);
  });
});
