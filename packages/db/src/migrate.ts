import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';

const FOLDER = fileURLToPath(new URL('../../../migrations/postgres/', import.meta.url));
// Any constant: two migrators at once wait for each other on it.
const LOCK = 7_110_001;

export interface MigrateOptions {
  /** A role that may create tables and roles. */
  ownerUrl: string;
  /** Role tollgate_system, for the job queue's own tables; without it they are left alone. */
  systemUrl?: string;
}

/** Applies the migrations that are missing, each in a transaction; returns the names of those applied. */
export async function migratePostgres({ ownerUrl, systemUrl }: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const applied = await applyMissing(client);
    if (systemUrl) await runMigrations({ connectionString: systemUrl, schema: 'graphile_worker' });
    return applied;
  } finally {
    await client.end();
  }
}

async function applyMissing(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migrations');
  const known = new Set(rows.map((row) => row.name));
  const missing = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql') && !known.has(name)).sort();
  for (const name of missing) {
    await client.query('begin');
    await client.query(await readFile(`${FOLDER}${name}`, 'utf8'));
    await client.query('insert into schema_migrations (name) values ($1)', [name]);
    await client.query('commit');
  }
  return missing;
}
