import { createDb } from '@tollgate/db/db';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { type Inventory, makeInventory } from '@tollgate/testkit/factories/make-inventory';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What the application reads of all tenants, with the reason. */
const READ_BY_ALL: Record<string, string> = {
  gateways: 'Every tenant’s traffic may pass any gateway; its row names no tenant.',
  change_head: 'One number that all changes share.',
};
/** Row-level security, and the trigger that lets published terms never change. */
const REFUSALS = ['42501', '23001'];

type Table = {
  name: string;
  column: string | null;
  canSelect: boolean;
  canInsert: boolean;
  canUpdate: boolean;
};

let kit: TestServices;
let clickhouse: TestClickHouse;
let ours: Inventory;
let theirs: Inventory;
let tables: Table[];

beforeAll(async () => {
  clickhouse = await testClickHouse();
  kit = await makeServices(clickhouse.url);
  ours = await makeInventory(kit, 'zebra');
  theirs = await makeInventory(kit, 'okapi');
  tables = await rowsOf<Table>(`
    select c.relname as name, (select a.attname from pg_attribute a where a.attrelid = c.oid
        and a.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end) as column,
      has_table_privilege('tollgate_app', c.oid, 'select') as "canSelect",
      has_table_privilege('tollgate_app', c.oid, 'insert') as "canInsert",
      has_table_privilege('tollgate_app', c.oid, 'update') as "canUpdate"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1`);
});
afterAll(async () => {
  await kit.close();
  await clickhouse.drop();
});

async function rowsOf<Row extends Record<string, unknown>>(text: string): Promise<Row[]> {
  return (await kit.services.db.system.execute(text)).rows as Row[];
}

/** Runs SQL as the application, with the tenant of its transaction set by hand. */
const asTenant = <Row extends Record<string, unknown>>(tenantId: string, text: string) =>
  withTenantTx({ db: kit.services.db, tenantId }, async (tx) => (await tx.execute<Row>(text)).rows);

const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code;
  }
};

const ofTenants = () => tables.filter(({ column, canSelect }) => column !== null && canSelect);

test('without any filter the application sees the tenant’s own rows and no others, in every table', async () => {
  const empty: string[] = [];
  for (const { name, column } of ofTenants()) {
    const count = (of: string) => `select count(*)::int as count from "${name}" where "${column}" = '${of}'`;
    const [stored] = await rowsOf<{ count: number }>(count(ours.tenantId));
    if (stored?.count === 0) empty.push(name);
    const seen = await asTenant<{ tenant: string }>(
      theirs.tenantId,
      `select distinct "${column}" as tenant from "${name}"`,
    );
    expect([name, seen]).toEqual([name, [{ tenant: theirs.tenantId }]]);
    expect([name, await asTenant(theirs.tenantId, count(ours.tenantId))]).toEqual([name, [{ count: 0 }]]);
  }
  // A table that is empty proves nothing: the inventory of the testkit has to fill it.
  expect(empty).toEqual([]);
});

test('without a tenant the application sees no row of any tenant', async () => {
  for (const { name } of ofTenants()) {
    const count = `select count(*)::int as count from "${name}"`;
    const { rows } = await kit.services.db.app.execute(count);
    expect([name, rows]).toEqual([name, [{ count: 0 }]]);
    expect([name, await asTenant('', count)]).toEqual([name, [{ count: 0 }]]);
    expect([name, await asTenant('%', count)]).toEqual([name, [{ count: 0 }]]);
  }
});

test('tables without a tenant cannot be read by the application, but those named here', () => {
  const open = tables.filter(({ column, canSelect }) => column === null && canSelect).map(({ name }) => name);
  expect(open.sort()).toEqual(Object.keys(READ_BY_ALL).sort());
});

test('no row can be written into another tenant, changed there, or moved to it', async () => {
  for (const { name, column, canInsert, canUpdate } of ofTenants()) {
    const [row] = await rowsOf<{ row: string }>(
      `select to_jsonb(t)::text as row from "${name}" t where "${column}" = '${ours.tenantId}' limit 1`,
    );
    if (!row) continue;
    const json = row.row.replaceAll("'", "''");
    const insert = `insert into "${name}" select (jsonb_populate_record(null::"${name}", '${json}'::jsonb)).*`;
    const update = `update "${name}" set "${column}" = "${column}" where "${column}" = '${ours.tenantId}' returning 1`;
    const move = `update "${name}" set "${column}" = '${ours.tenantId}' returning 1`;
    expect([name, await codeOf(asTenant(theirs.tenantId, insert))]).toEqual([name, '42501']);
    if (!canInsert) continue;
    if (!canUpdate) {
      expect([name, await codeOf(asTenant(theirs.tenantId, update))]).toEqual([name, '42501']);
      continue;
    }
    expect([name, await asTenant(theirs.tenantId, update)]).toEqual([name, []]);
    expect([name, REFUSALS.includes((await codeOf(asTenant(theirs.tenantId, move))) ?? '')]).toEqual([
      name,
      true,
    ]);
  }
});

test('two tenants through a pool of one connection never see each other, also after failures', async () => {
  const { appUrl, systemUrl } = kit.postgres;
  const db = createDb({ appUrl, systemUrl, maxConnections: 1 });
  const tenantOf = (tenantId: string, isFailing: boolean) =>
    withTenantTx({ db, tenantId }, async (tx) => {
      const { rows } = await tx.execute<{ id: string }>('select id from tenants');
      await tx.execute('select pg_sleep(0.001)');
      if (isFailing) await tx.execute('select 1/0').catch(() => {});
      return rows.map(({ id }) => id);
    }).catch(() => 'failed');
  const calls = Array.from({ length: 200 }, (_, index) => {
    const { tenantId } = index % 2 ? ours : theirs;
    return tenantOf(tenantId, index % 5 === 0).then((seen) => [
      seen === 'failed' ? [tenantId] : seen,
      [tenantId],
    ]);
  });
  for (const [seen, own] of await Promise.all(calls)) expect(seen).toEqual(own);
  expect((await db.app.execute('select id from tenants')).rows).toEqual([]);
  expect((await db.app.execute(`select current_setting('tollgate.tenant', true) as tenant`)).rows).toEqual([
    { tenant: '' },
  ]);
  await db.close();
});

test('every table forces row-level security, also on its owner', async () => {
  const open = await rowsOf(`select relname from pg_class where relnamespace = 'public'::regnamespace
    and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) and relname <> 'schema_migrations'`);
  expect(open).toEqual([]);
});

for (const role of ['tollgate_app', 'tollgate_system']) {
  test(`${role} owns no table, bypasses nothing, and is a member of no other role`, async () => {
    const [facts] = await rowsOf(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (select count(*)::int from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace) as relations,
        (select count(*)::int from pg_proc where proowner = r.oid and pronamespace = 'public'::regnamespace) as functions,
        (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where rolname = '${role}'`);
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    const owns = { relations: 0, functions: 0, memberships: 0 };
    expect(facts).toEqual({ ...none, rolreplication: false, ...owns });
  });
}

test('what runs with the rights of the owner are two functions, and neither reads a tenant', async () => {
  const definers = await rowsOf(`select n.nspname || '.' || proname as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`);
  expect(definers).toEqual([{ name: 'jobs.enqueue' }, { name: 'public.append_change' }]);
  expect(await codeOf(kit.services.db.app.execute(`select append_change('key', 'x')`))).toBe('P0001');
});

for (const statement of [
  'set role tollgate_owner',
  'set role tollgate_system',
  'alter table tenants disable row level security',
  'drop policy tenant_only on tenants',
  'create policy mine on tenants to tollgate_app using (true)',
  'grant tollgate_system to tollgate_app',
  'truncate audit_log',
]) {
  test(`the application cannot "${statement}"`, async () => {
    expect(await codeOf(kit.services.db.app.execute(statement))).toBe('42501');
  });
}

for (const statement of [
  `update audit_log set actor_name = 'x'`,
  'delete from audit_log',
  'delete from invoices',
]) {
  test(`a tenant cannot "${statement}" of its own`, async () => {
    expect(await codeOf(asTenant(ours.tenantId, statement))).toBe('42501');
  });
}
