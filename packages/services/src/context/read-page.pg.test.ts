import type { Page } from '@tollgate/contract/pages';
import { newId } from '@tollgate/domain/ids';
import { makeMember } from '@tollgate/testkit/factories/make-member';
import { freeTerms, makeOffer } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeWorld, type World } from '@tollgate/testkit/factories/make-world';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOperations } from '../api-versions/list-operations.ts';
import { listApis } from '../apis/list-apis.ts';
import { createApp } from '../apps/create-app.ts';
import { listApps } from '../apps/list-apps.ts';
import { listAudit } from '../audit/list-audit.ts';
import { listDevelopers } from '../developers/list-developers.ts';
import { createInvitation } from '../invitations/create-invitation.ts';
import { listInvitations } from '../invitations/list-invitations.ts';
import { listInvoices } from '../invoices/list-invoices.ts';
import { createApiKey } from '../keys/create-api-key.ts';
import { listApiKeys } from '../keys/list-api-keys.ts';
import { listMails } from '../mails/list-mails.ts';
import { listMembers } from '../members/list-members.ts';
import { createPlan } from '../plans/create-plan.ts';
import { listPlans } from '../plans/list-plans.ts';
import { createProduct } from '../products/create-product.ts';
import { listProducts } from '../products/list-products.ts';
import { createSubscription } from '../subscriptions/create-subscription.ts';
import { listSubscriptions } from '../subscriptions/list-subscriptions.ts';
import { createToken } from '../tokens/create-token.ts';
import { listTokens } from '../tokens/list-tokens.ts';
import type { Ctx } from './ctx.ts';
import { encodeCursor } from './cursor.ts';

const ROWS = 7;
type List = (ctx: Ctx, input: never) => Promise<Page<{ id: string }>>;
const LISTS: [string, List, string[]][] = [
  ['listApiKeys', listApiKeys, ['createdAt', 'name']],
  ['listApis', listApis, ['name', 'createdAt']],
  ['listApps', listApps, ['createdAt', 'name']],
  ['listAudit', listAudit, ['at']],
  ['listDevelopers', listDevelopers, ['createdAt', 'name', 'email']],
  ['listInvitations', listInvitations, ['createdAt']],
  ['listInvoices', listInvoices, ['issuedAt', 'number']],
  ['listMails', listMails, ['createdAt']],
  ['listMembers', listMembers, ['name', 'createdAt']],
  ['listOperations', listOperations, ['position', 'path', 'method']],
  ['listPlans', listPlans, ['position', 'name', 'createdAt']],
  ['listProducts', listProducts, ['name', 'createdAt']],
  ['listSubscriptions', listSubscriptions, ['createdAt']],
  ['listTokens', listTokens, ['createdAt', 'name']],
];
const ORDERS = LISTS.flatMap(([name, list, sorts]) =>
  sorts.flatMap((sort) => [sort, `-${sort}`]).map((sort) => ({ name, list, sort })),
);

let kit: TestServices;
let world: World;

beforeAll(async () => {
  kit = await makeServices();
  kit.now(new Date('2026-11-01T10:00:00.123Z'));
  world = await makeWorld(kit.services);
  for (let index = 0; index < ROWS; index++) await addRows(index);
  await tie();
});
afterAll(() => kit.close());

async function addRows(index: number): Promise<void> {
  const { seller, owner, ids } = world;
  await makeMember(kit.services, owner, 'viewer');
  await createInvitation(owner, { email: `tie-${index}@example.com`, role: 'viewer' });
  await createToken(owner, { name: 'Same', role: 'viewer' });
  await createProduct(owner, { name: 'Same', slug: `same-${index}` });
  const product = { productId: ids.draftProduct as never, slug: `same-${index}` };
  await createPlan(owner, { ...product, name: 'Same', terms: freeTerms });
  const { planId } = await makeOffer(kit.services, seller.tenantId, { slug: `offer-${index}` });
  const developer = await seller.addDeveloper(`Tie${index}`);
  const { id: appId } = await createApp(developer, { name: 'Same' });
  await createApiKey(developer, { appId, name: 'Same' });
  await createSubscription(developer, { appId, planId });
}

/** Gives about half of the rows of each table the same values, so that every sort has ties beside other values. */
async function tie(): Promise<void> {
  const half = sql.raw(`('x' || left(md5(id), 1))::bit(4)::int < 8`);
  const at = (column: string) =>
    `${column} = case when ('x' || left(md5(id), 1))::bit(4)::int < 8 then ${column} else '2026-10-31' end`;
  for (const table of [
    'members',
    'invitations',
    'tokens',
    'apis',
    'products',
    'plans',
    'developers',
    'apps',
    'subscriptions',
    'api_keys',
    'mails',
  ])
    await kit.services.db.system.execute(sql.raw(`update ${table} set ${at('created_at')}`));
  for (const table of ['members', 'apis', 'developers', 'products', 'plans'])
    await kit.services.db.system.execute(sql`update ${sql.raw(table)} set name = 'Same' where ${half}`);
  await kit.services.db.system.execute(sql`update plans set position = 1 where ${half}`);
  for (let index = 0; index < ROWS; index++) {
    await kit.services.db.system.execute(sql`insert into invoices
      select tenant_id, ${newId('invoice')}, ${`2026-00000${index}`}, subscription_id, app_id, developer_id, product_id,
        plan_version_id, ${`2021-0${index + 1}-01`}::timestamptz, period_end, status, currency, quantity, total_minor,
        issued_at, due_at, paid_at, voided_at, created_at from invoices where number = '2020-000001'`);
  }
}

async function traverse(list: List, sort: string, size: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const { data, meta } = await list(world.owner, { sort, page: { size, after } } as never);
    expect(data.length).toBeLessThanOrEqual(size);
    ids.push(...data.map(({ id }) => id));
    after = meta.page.next ?? undefined;
  } while (after);
  return ids;
}

describe.each(ORDERS)('$name by $sort', ({ list, sort }) => {
  test('shows each row exactly once and in one order, whatever the size of a page', async () => {
    const whole = await traverse(list, sort, 100);
    expect(whole.length).toBeGreaterThanOrEqual(ROWS);
    expect(new Set(whole).size).toBe(whole.length);
    for (const size of [1, 2, 3, whole.length]) expect(await traverse(list, sort, size)).toEqual(whole);
    const turned = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
    expect(await traverse(list, turned, 2)).toEqual(whole.toReversed());
  });

  test('refuses a forged cursor', async () => {
    const forged = ['x', '%00', encodeCursor('a\0', 'b'), Buffer.from('[null,null]').toString('base64url')];
    if (!/name|path|method|email|number/.test(sort)) forged.push(encodeCursor("'; drop table x; --", 'b'));
    if (!sort.endsWith('position')) forged.push(encodeCursor(7, 'b'));
    for (const after of forged)
      expect(await codeOf(list(world.owner, { sort, page: { after } } as never)), after).toBe(
        'validation_failed',
      );
  });
});

describe.each(LISTS)('%s', (_, list, sorts) => {
  test('refuses a sort, a filter and a size that it does not have', async () => {
    const call = (input: object) => codeOf(list(world.owner, input as never));
    for (const sort of ['id', 'tenantId', `${sorts[0]} desc`, `--${sorts[0]}`, '', '-', '__proto__'])
      expect(await call({ sort }), sort).toBe('validation_failed');
    for (const size of [0, -1, 1.5, 101, 'many', 1e9])
      expect(await call({ page: { size } }), String(size)).toBe('validation_failed');
    expect(await call({ filter: { tenantId: 'tnt_1' } })).toBe('validation_failed');
    expect(await call({ limit: 1 })).toBe('validation_failed');
  });
});
