import { migrateClickHouse } from '@tollgate/analytics/migrate';
import { migratePostgres } from '@tollgate/db/migrate';
import { provisionPostgres } from '../postgres/provision-postgres.ts';
import { type MigrateConfig, readMigrateConfig } from './config.ts';

const config = readMigrateConfig(process.env);
if (config.SUPERUSER_DATABASE_URL) await provision(config.SUPERUSER_DATABASE_URL, config);
const postgres = await migratePostgres({
  ownerUrl: config.MIGRATION_DATABASE_URL,
  systemUrl: config.SYSTEM_DATABASE_URL,
});
const clickhouse = await migrateClickHouse({
  url: config.CLICKHOUSE_URL,
  cluster: config.CLICKHOUSE_CLUSTER,
});
process.stdout.write(
  `Applied ${postgres.length} migrations to Postgres and ${clickhouse.length} to ClickHouse.\n`,
);

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
