import { LocalError } from '../local-error.ts';
import type { StoreUrls } from './stores.ts';

type Rename = (title: string) => void;

/** The migrations of both stores as steps; each says how many it applied. */
export function migrateStores(urls: StoreUrls) {
  return {
    postgres: async (rename: Rename) => {
      const { migratePostgres } = await import('@tollgate/db/migrate');
      const applied = await explain('Postgres', () =>
        migratePostgres({ ownerUrl: urls.ownerUrl, systemUrl: urls.systemUrl }),
      );
      rename(`Postgres migrations: ${summary(applied)}`);
    },
    clickhouse: async (rename: Rename) => {
      const { migrateClickHouse } = await import('@tollgate/analytics/migrate');
      const applied = await explain('ClickHouse', () => migrateClickHouse({ url: urls.clickhouseUrl }));
      rename(`ClickHouse migrations: ${summary(applied)}`);
    },
  };
}

async function explain(store: string, migrate: () => Promise<string[]>): Promise<string[]> {
  try {
    return await migrate();
  } catch (error) {
    throw new LocalError(`The migrations of ${store} did not go through: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function summary(applied: string[]): string {
  return applied.length === 0 ? 'up to date' : `${applied.length} applied`;
}
