import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { findOpenTables } from './row-level-security.ts';

const find = (sql: string, exceptions = {}) =>
  findOpenTables(fakeProject({ 'migrations/postgres/0001_a.sql': sql }), exceptions);

const table = 'create table keys (id text);\n';
const enable = 'alter table keys enable row level security;\n';
const force = 'ALTER TABLE public.keys FORCE ROW LEVEL SECURITY;\n';
const policy = 'create policy tenant_only on keys using (true);\n';

test('a table with enabled and forced security and a policy passes', () => {
  expect(find(table + enable + force + policy)).toEqual([]);
});

test('a table without any one of the three is refused', () => {
  expect(find(table + force + policy)).toMatchObject([{ problem: expect.stringContaining('enabled') }]);
  expect(find(table + enable + policy)).toMatchObject([{ problem: expect.stringContaining('forced') }]);
  expect(find(table + enable + force)).toMatchObject([{ problem: expect.stringContaining('policy') }]);
});

test('security in a comment is none', () => {
  expect(find(`${table}-- ${enable}${force}${policy}`)).toHaveLength(1);
});

test('a listed table and a dropped one need none', () => {
  expect(find(table, { keys: 'holds nothing of a tenant' })).toEqual([]);
  expect(find(`${table}drop table keys;`)).toEqual([]);
});
