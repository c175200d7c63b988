import { randomBytes } from 'node:crypto';
import { type PostgresUrls, postgresUrls } from '@tollgate/local/postgres/postgres-urls';
import { inject } from 'vitest';
import type { ThrowawayStores } from './provided-stores.ts';
import { copyTemplate, dropDatabase } from './template-database.ts';

export type TestPostgres = PostgresUrls & {
  /** Drops the database; close your own connections first. */
  drop(): Promise<void>;
};

/** A migrated database of one's own. Needs the `stores` test project. */
export async function testPostgres(stores: ThrowawayStores = inject('stores')): Promise<TestPostgres> {
  const database = `test_${randomBytes(8).toString('hex')}`;
  await copyTemplate(stores.postgres, database);
  const urls = postgresUrls(stores.postgres.port, stores.postgres.passwords, database);
  return { ...urls, drop: () => dropDatabase(stores.postgres, database) };
}
