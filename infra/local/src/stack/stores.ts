import type { LocalConfig } from '../config.ts';
import { postgresUrls } from '../postgres/postgres-urls.ts';
import type { LocalSecrets } from '../secrets/secrets.ts';

/** Connection strings of the stores this stack works with, embedded or not. */
export type StoreUrls = {
  appUrl: string;
  systemUrl: string;
  ownerUrl: string;
  clickhouseUrl: string;
  redisUrl: string | undefined;
};

export const CLICKHOUSE_USER = 'tollgate';
export const DATABASE = 'tollgate';

/** Says where Postgres and ClickHouse are, before they run; Redis is known once it does. */
export function storeUrls(config: LocalConfig, secrets: LocalSecrets): StoreUrls {
  const { appUrl, systemUrl, ownerUrl } =
    config.ownPostgres ?? postgresUrls(config.ports.postgres, secrets.postgres, DATABASE);
  const embedded = `http://${CLICKHOUSE_USER}:${secrets.clickhousePassword}@127.0.0.1:${config.ports.clickhouse}/${DATABASE}`;
  return {
    appUrl,
    systemUrl,
    ownerUrl,
    clickhouseUrl: config.ownClickHouseUrl ?? embedded,
    redisUrl: config.ownRedisUrl,
  };
}
