import { migratePostgres } from '@tollgate/db/migrate';
import { postgresUrls } from '@tollgate/local/postgres/postgres-urls';
import { grantDatabase } from '@tollgate/local/postgres/provision-postgres';
import type { ThrowawayStores } from '@tollgate/local/stores/start-throwaway-stores';
import pg from 'pg';

type Cluster = ThrowawayStores['postgres'];

const TEMPLATE = 'tollgate';

/** Migrates the database that every test file's own is copied from. */
export async function prepareTemplate(cluster: Cluster): Promise<void> {
  const { ownerUrl, systemUrl } = postgresUrls(cluster.port, cluster.passwords, TEMPLATE);
  await migratePostgres({ ownerUrl, systemUrl });
}

/** Copies the migrated database under a new name. */
export async function copyTemplate(cluster: Cluster, database: string): Promise<void> {
  await asSuperuser(cluster, async (client) => {
    const name = client.escapeIdentifier(database);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER tollgate_owner`);
    await grantDatabase(client, name);
  });
}

/** Drops a copy, whoever is still connected to it. */
export async function dropDatabase(cluster: Cluster, database: string): Promise<void> {
  await asSuperuser(cluster, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`);
  });
}

async function asSuperuser(cluster: Cluster, task: (client: pg.Client) => Promise<void>): Promise<void> {
  const { superuserUrl } = postgresUrls(cluster.port, cluster.passwords, 'postgres');
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await task(client);
  } finally {
    await client.end();
  }
}
