import { createAnalytics } from '@tollgate/analytics/client';
import { createDb } from '@tollgate/db/db';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import type { ServiceSettings, Services } from './ctx.ts';

export interface ServiceOptions {
  databaseUrl: string;
  systemDatabaseUrl: string;
  clickhouseUrl: string;
  settings: ServiceSettings;
  sealing?: SealingKeys | undefined;
  /** Connections of each of the two Postgres pools. */
  maxConnections?: number;
  now?: () => Date;
}

/** Opens what verbs work with, once a process. Nothing connects until it is used. */
export function createServices(options: ServiceOptions): Services {
  return {
    db: createDb({
      appUrl: options.databaseUrl,
      systemUrl: options.systemDatabaseUrl,
      ...(options.maxConnections ? { maxConnections: options.maxConnections } : {}),
    }),
    analytics: createAnalytics({ url: options.clickhouseUrl }),
    settings: options.settings,
    sealing: options.sealing,
    now: options.now ?? (() => new Date()),
  };
}
