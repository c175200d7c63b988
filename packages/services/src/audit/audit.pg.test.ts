import { withTenantTx } from '@tollgate/db/tenant-tx';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { createProduct } from '../products/create-product.ts';
import { updateProduct } from '../products/update-product.ts';
import { listAudit } from './list-audit.ts';

let kit: TestServices;
let seller: Seller;
let editor: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = { ...seller.memberCtx('editor'), requestId: 'req_seen_by_the_client' };
});
afterAll(() => kit.close());

test('an entry says who changed what, when, from what to what, and under which request and change', async () => {
  kit.now(new Date('2026-11-03T10:00:00.250Z'));
  const { id } = await createProduct(editor, { name: 'Before' });
  await updateProduct(editor, { productId: id as never, name: 'After' });
  const { data } = await listAudit(seller.memberCtx('viewer'), { filter: { targetId: id }, sort: 'at' });
  const update = data.find(({ action }) => action === 'product.updated');
  expect(update).toMatchObject({
    at: '2026-11-03T10:00:00.250Z',
    actor: { kind: 'member', name: 'Olive Owner' },
    target: { kind: 'product', id, name: 'After' },
    before: { name: 'Before' },
    after: { name: 'After' },
    requestId: 'req_seen_by_the_client',
  });
  expect(update?.changeNumber).toBeGreaterThan(0);
});

test('a list is filtered by action, actor, kind and a half-open range of time', async () => {
  const actor = editor.actor.kind === 'member' ? editor.actor.id : '';
  const from = '2026-11-05T00:00:00.000Z';
  const to = '2026-11-06T00:00:00.000Z';
  for (const at of [from, to]) {
    kit.now(new Date(at));
    await createProduct(editor, { name: `Product of ${at}` });
  }
  const viewer = seller.memberCtx('viewer');
  const filter = { action: 'product.created', actorId: actor, targetKind: 'product', from, to };
  const { data } = await listAudit(viewer, { filter });
  expect(data.map(({ at }) => at)).toEqual([from]);
  for (const [name, value] of Object.entries({ action: 'x', actorId: 'x', targetKind: 'x', from: to })) {
    expect((await listAudit(viewer, { filter: { ...filter, [name]: value } })).data).toEqual([]);
  }
});

test('a list is filtered by kind of actor, and searched by who, what and which, as typed', async () => {
  const developer = await seller.addDeveloper('Percy');
  await createApp(developer, { name: 'Ninety % app' });
  const find = async (filter: Record<string, string>) =>
    (await listAudit(editor, { filter: filter as never })).data.map(({ action }) => action);
  expect(await find({ actorKind: 'developer' })).toEqual(['app.created', 'developer.created']);
  expect(await find({ actorKind: 'token' })).toEqual([]);
  expect(await find({ search: 'percy', targetKind: 'app' })).toEqual(['app.created']);
  expect(await find({ search: 'APP.CREATED' })).toEqual(['app.created']);
  expect(await find({ search: 'Ninety %' })).toEqual(['app.created']);
  expect(await find({ search: 'N_nety' })).toEqual([]);
  expect(await codeOf(find({ actorKind: 'nobody' }))).toBe('validation_failed');
});

test('entries are of the own tenant, for every member and for no developer', async () => {
  const other = (await makeSeller(kit.services, 'Other')).memberCtx('viewer');
  const { data } = await listAudit(other, { page: { size: 100 } });
  expect(data.map(({ action }) => action)).toEqual(['tenant.created']);
  expect(await codeOf(listAudit(await seller.addDeveloper('Dev')))).toBe('role_insufficient');
});

test('nobody rewrites the log, not even by SQL under either role of the programs', async () => {
  for (const statement of [sql`delete from audit_log`, sql`update audit_log set actor_name = 'nobody'`]) {
    await expect(withTenantTx(editor, (tx) => tx.execute(statement))).rejects.toThrow();
    await expect(kit.services.db.system.execute(statement)).rejects.toThrow();
  }
});

test('a change and its entry are stored together or not at all', async () => {
  const refuse = async () => {
    throw new Error('the answer could not be kept');
  };
  const before = (await listAudit(editor, { page: { size: 100 } })).data.length;
  await expect(createProduct({ ...editor, onRecord: refuse }, { name: 'Half' })).rejects.toThrow('answer');
  expect((await listAudit(editor, { page: { size: 100 } })).data).toHaveLength(before);
  expect(await codeOf(createProduct(editor, { name: 'Half' }))).toBeUndefined();
});
