import type { Services } from '@tollgate/services/context/ctx';

/**
 * A hash of every row in every table: of one tenant, or of the whole database. Two equal hashes mean that nothing was
 * written in between. Last use of tokens is left out: using one is no change.
 */
export async function databaseDigest(services: Services, tenantId?: string): Promise<Record<string, string>> {
  const { rows: tables } = await services.db.system.execute<{ name: string; column: string | null }>(`
    select c.relname as name, (select a.attname from pg_attribute a where a.attrelid = c.oid
      and a.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end) as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege(c.oid, 'select') order by 1`);
  const parts = tables
    .filter(({ column }) => tenantId === undefined || column !== null)
    .map(({ name, column }) => {
      const where = tenantId === undefined ? '' : `where "${column}" = '${tenantId.replace(/\W/g, '')}'`;
      const row = `(to_jsonb(t) - 'last_used_at')::text`;
      return `select '${name}' as name, md5(coalesce(string_agg(${row}, ',' order by ${row}), '')) as hash
        from "${name}" t ${where}`;
    });
  const { rows } = await services.db.system.execute<{ name: string; hash: string }>(
    parts.join(' union all '),
  );
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}
