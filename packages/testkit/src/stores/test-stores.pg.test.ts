import pg from 'pg';
import { expect, test } from 'vitest';
import { testPostgres } from './test-postgres.ts';

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('each caller has a migrated database that no other sees', async () => {
  const [one, other] = await Promise.all([testPostgres(), testPostgres()]);
  await query(one.ownerUrl, "insert into schema_migrations (name) values ('only_here')");
  const count = `select count(*)::int as count from schema_migrations where name = 'only_here'`;
  expect(await query(one.ownerUrl, count)).toEqual([{ count: 1 }]);
  expect(await query(other.ownerUrl, count)).toEqual([{ count: 0 }]);
  await Promise.all([one.drop(), other.drop()]);
});

test('neither the app nor the system role owns a table, may bypass row-level security, or is a superuser', async () => {
  const { appUrl, systemUrl, drop } = await testPostgres();
  const sql = `select rolsuper, rolbypassrls,
    (select count(*)::int from pg_tables where tableowner = current_user and schemaname = 'public') as tables
    from pg_roles where rolname = current_user`;
  const powerless = [{ rolsuper: false, rolbypassrls: false, tables: 0 }];
  expect(await query(appUrl, sql)).toEqual(powerless);
  expect(await query(systemUrl, sql)).toEqual(powerless);
  await drop();
});
