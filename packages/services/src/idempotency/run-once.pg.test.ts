import { idempotencyKeys } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../context/ctx.ts';
import { createProduct } from '../products/create-product.ts';
import { listProducts } from '../products/list-products.ts';
import { claimKey, markDone } from './claim-key.ts';
import { runOnce } from './run-once.ts';

let kit: TestServices;
let seller: Seller;
let ctx: Ctx;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  ctx = seller.memberCtx('editor');
});
afterEach(() => kit.now(undefined));
afterAll(() => kit.close());

const requestOf = (key: string, hash = 'h') => ({ key, hash, secret: 'the caller’s own' });
let made = 0;
// A slug of its own each time: nothing but the key stands between doing the work once and twice.
const create = (runCtx: Ctx, name: string) => createProduct(runCtx, { name, slug: `p-${++made}` });
const creating = (name: string) => async (runCtx: Ctx) => ({
  status: 201,
  body: JSON.stringify(await create(runCtx, name)),
});
const countOf = async (name: string) => (await listProducts(ctx, { filter: { search: name } })).data.length;
const claimedKey = (key: string) => `${ctx.actor.kind === 'system' ? '' : ctx.actor.id}:${key}`;

test('the same key gives the same answer and does the work once', async () => {
  const first = await runOnce(ctx, requestOf('same'), creating('Same'));
  const again = await runOnce(ctx, requestOf('same'), creating('Same'));
  expect(first.isReplayed).toBe(false);
  expect(again).toEqual({ ...first, isReplayed: true });
  expect(await countOf('Same')).toBe(1);
});

test('ten at once do the work once; those who come too early are told to wait', async () => {
  const calls = Array.from({ length: 10 }, () => codeOf(runOnce(ctx, requestOf('race'), creating('Race'))));
  const codes = new Set(await Promise.all(calls));
  codes.delete(undefined);
  expect([...codes].every((code) => code === 'idempotency_in_progress')).toBe(true);
  expect(await countOf('Race')).toBe(1);
});

test('another request under the same key is refused', async () => {
  await runOnce(ctx, requestOf('other'), creating('Other'));
  expect(await codeOf(runOnce(ctx, requestOf('other', 'h2'), creating('Otherwise')))).toBe(
    'idempotency_mismatch',
  );
  expect(await countOf('Otherwise')).toBe(0);
});

test('a request that failed leaves its key free', async () => {
  const failing = () => Promise.reject(new DomainError('conflict'));
  expect(await codeOf(runOnce(ctx, requestOf('failed'), failing))).toBe('conflict');
  expect((await runOnce(ctx, requestOf('failed', 'h2'), creating('Mended'))).status).toBe(201);
});

test('another caller of the tenant has the key for itself', async () => {
  await runOnce(ctx, requestOf('mine'), creating('Mine'));
  const other: Ctx = { ...ctx, actor: { kind: 'token', id: 'tok_other', name: 'CI', role: 'viewer' } };
  expect(await codeOf(runOnce(other, requestOf('mine'), creating('Mine')))).toBe('role_insufficient');
});

test('after a day the key is new again', async () => {
  await runOnce(ctx, requestOf('old'), creating('Old'));
  kit.now(new Date(Date.now() + 25 * 3_600_000));
  expect((await runOnce(ctx, requestOf('old', 'h2'), creating('Younger'))).isReplayed).toBe(false);
});

test('a process that died before its commit lets the work be done again, two minutes later', async () => {
  const request = { key: claimedKey('died'), hash: 'h' };
  await withTenantTx(ctx, (tx) => claimKey(tx, ctx, request));
  expect(await codeOf(runOnce(ctx, requestOf('died'), creating('Died')))).toBe('idempotency_in_progress');
  kit.now(new Date(Date.now() + 121_000));
  expect((await runOnce(ctx, requestOf('died'), creating('Died'))).status).toBe(201);
  expect(await countOf('Died')).toBe(1);
});

test('a process that died after its commit never lets the work be done twice', async () => {
  const losing = async (runCtx: Ctx) => {
    await creating('Lost answer')(runCtx);
    throw new Error('the connection broke');
  };
  await expect(runOnce(ctx, requestOf('lost'), losing)).rejects.toThrow('broke');
  kit.now(new Date(Date.now() + 121_000));
  expect(await codeOf(runOnce(ctx, requestOf('lost'), creating('Lost answer')))).toBe(
    'idempotency_in_progress',
  );
  expect(await countOf('Lost answer')).toBe(1);
});

test('a claim that was taken over commits nothing any more', async () => {
  const request = { key: claimedKey('slow'), hash: 'h' };
  const slow = await withTenantTx(ctx, (tx) => claimKey(tx, ctx, request));
  kit.now(new Date(Date.now() + 121_000));
  await runOnce(ctx, requestOf('slow'), creating('Taken over'));
  if (slow.state !== 'claimed') throw new Error('the key was not claimed');
  const late: Ctx = { ...ctx, onRecord: (tx) => markDone(tx, ctx, slow.claim) };
  expect(await codeOf(create(late, 'Taken over'))).toBe('idempotency_in_progress');
  expect(await countOf('Taken over')).toBe(1);
});

test('what is stored tells nothing without the secret of the caller', async () => {
  await runOnce(ctx, requestOf('sealed'), creating('Sealed secret name'));
  const [row] = await kit.services.db.system
    .select()
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.key, claimedKey('sealed')));
  expect(JSON.stringify(row)).not.toContain('Sealed');
  const stranger = { ...requestOf('sealed'), secret: 'another' };
  await expect(runOnce(ctx, stranger, creating('x'))).rejects.toThrow();
});
