import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { z } from 'zod';
import { type MigrationTarget, migrationStatements } from './migration-text.ts';

export interface MigrateClickHouseOptions extends MigrationTarget {
  /** Connection with the database as its path; the database is made when it is missing. */
  url: string;
  /** Folder of the `.sql` files, by default the repository's. */
  dir?: string | undefined;
  /** Called with the name of each file before it runs. */
  onApply?: ((name: string) => void) | undefined;
}

const DEFAULT_DIR = fileURLToPath(new URL('../../../migrations/clickhouse', import.meta.url));
const Applied = z.object({ name: z.string(), checksum: z.string() });

/**
 * Applies the migrations that this database has not seen, in the order of their names, and returns those names.
 * Every statement is idempotent, so a run that died halfway is simply run again.
 * Throws when a file that was applied has changed since.
 */
export async function migrateClickHouse(options: MigrateClickHouseOptions): Promise<string[]> {
  const files = await readMigrations(options.dir ?? DEFAULT_DIR);
  await createDatabase(options);
  const client = createClient({ url: options.url, request_timeout: 60_000 });
  try {
    for (const statement of migrationStatements(RECORD_TABLE, options))
      await client.command({ query: statement });
    const applied = await readApplied(client);
    const pending = files.filter((file) => !isApplied(file, applied));
    for (const file of pending) {
      options.onApply?.(file.name);
      for (const statement of migrationStatements(file.text, options))
        await client.command({ query: statement });
      const { name, checksum } = file;
      await client.insert({
        table: 'schema_migrations',
        values: [{ name, checksum }],
        format: 'JSONEachRow',
      });
    }
    return pending.map(({ name }) => name);
  } finally {
    await client.close();
  }
}

const RECORD_TABLE = `
CREATE TABLE IF NOT EXISTS schema_migrations {on_cluster}
(
  name String,
  checksum String,
  applied_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {engine:ReplacingMergeTree}
ORDER BY name;
`;

interface MigrationFile {
  name: string;
  text: string;
  checksum: string;
}

async function readMigrations(dir: string): Promise<MigrationFile[]> {
  const names = (await readdir(dir)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${dir}/${name}`, 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function createDatabase({ url, cluster }: MigrateClickHouseOptions): Promise<void> {
  const address = new URL(url);
  const database = decodeURIComponent(address.pathname.slice(1));
  if (database === '') return;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(database)) {
    throw new Error(`${JSON.stringify(database)} is not a name a ClickHouse database can have here.`);
  }
  address.pathname = '';
  const client = createClient({ url: address, request_timeout: 60_000 });
  try {
    const where = cluster ? ` ON CLUSTER ${cluster}` : '';
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}${where}` });
  } finally {
    await client.close();
  }
}

async function readApplied(client: ClickHouseClient): Promise<Map<string, string>> {
  const answer = await client.query({
    query: 'SELECT name, checksum FROM schema_migrations FINAL',
    format: 'JSONEachRow',
  });
  const rows = z.array(Applied).parse(await answer.json());
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function isApplied(file: MigrationFile, applied: Map<string, string>): boolean {
  const checksum = applied.get(file.name);
  if (checksum === undefined) return false;
  if (checksum !== file.checksum) {
    throw new Error(
      `${file.name} was applied to this ClickHouse with another text. Put the change into a new file.`,
    );
  }
  return true;
}
