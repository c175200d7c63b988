import type { LocalConfig } from '../config.ts';
import { postgresUrls } from '../postgres/postgres-urls.ts';
import { provisionPostgres } from '../postgres/provision-postgres.ts';
import type { Guard } from '../process/guard.ts';
import type { LocalSecrets } from '../secrets/secrets.ts';
import { migrateStores } from './migrate-stores.ts';
import type { Progress } from './progress.ts';
import { storeDefinitions } from './store-definitions.ts';
import { DATABASE, type StoreUrls } from './stores.ts';
import { supervise } from './supervise.ts';

export type StartContext = {
  config: LocalConfig;
  secrets: LocalSecrets;
  guard: Guard;
  progress: Progress;
};

/** Starts the embedded stores, side by side, and brings their tables up to date. */
export async function startStores(context: StartContext, urls: StoreUrls): Promise<StoreUrls> {
  const { config, secrets, guard, progress } = context;
  const { postgres, clickhouse, redis } = await storeDefinitions(config, secrets);
  const migrate = migrateStores(urls);
  const starting = {
    postgres: async () => {
      if (postgres) {
        await progress.step(`Postgres 18 on port ${config.ports.postgres}`, async () => {
          await supervise(postgres, guard, progress.say);
          const { superuserUrl } = postgresUrls(config.ports.postgres, secrets.postgres, 'postgres');
          await provisionPostgres(superuserUrl, secrets.postgres, DATABASE);
        });
      }
      await progress.step('Postgres migrations', migrate.postgres);
    },
    clickhouse: async () => {
      if (clickhouse) {
        await progress.step(`ClickHouse on port ${config.ports.clickhouse}`, () =>
          supervise(clickhouse, guard, progress.say),
        );
      }
      await progress.step('ClickHouse migrations', migrate.clickhouse);
    },
    redis: async () => {
      if (redis) {
        await progress.step(`Redis on port ${config.ports.redis}`, () =>
          supervise(redis.definition, guard, progress.say),
        );
      } else if (!config.ownRedisUrl) {
        progress.say('✓ No redis-server on the path: the gateway counts in its own process');
      }
    },
  };
  await Promise.all([starting.postgres(), starting.clickhouse(), starting.redis()]);
  return { ...urls, redisUrl: redis?.url ?? urls.redisUrl };
}
