import { migrateClickHouse } from '@tollgate/analytics/migrate';
import { migratePostgres } from '@tollgate/db/migrate';
import { provisionPostgres } from '../postgres/provision-postgres.ts';
import { type MigrateConfig, readMigrateConfig } from './config.ts';

try {
  await migrate(readMigrateConfig(process.env));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

async function migrate(config: MigrateConfig): Promise<void> {
  if (config.SUPERUSER_DATABASE_URL) await provision(config.SUPERUSER_DATABASE_URL, config);
  const postgres = await migratePostgres({
    ownerUrl: config.MIGRATION_DATABASE_URL,
    systemUrl: config.SYSTEM_DATABASE_URL,
  });
  const { CLICKHOUSE_URL: url, CLICKHOUSE_CLUSTER: cluster } = config;
  const clickhouse = await migrateClickHouse({ url, cluster });
  process.stdout.write(
    `Applied ${postgres.length} migrations to Postgres and ${clickhouse.length} to ClickHouse.\n`,
  );
}

/** Takes the passwords and the database's name from the addresses that the processes will use. */
async function provision(superuserUrl: string, urls: MigrateConfig): Promise<void> {
  const passwords = {
    superuser: passwordOf(superuserUrl),
    owner: passwordOf(urls.MIGRATION_DATABASE_URL),
    app: passwordOf(urls.DATABASE_URL),
    system: passwordOf(urls.SYSTEM_DATABASE_URL),
  };
  const database = decodeURIComponent(new URL(urls.MIGRATION_DATABASE_URL).pathname.slice(1));
  await provisionPostgres(superuserUrl, passwords, database);
}

function passwordOf(url: string): string {
  return decodeURIComponent(new URL(url).password);
}
