import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema.ts';

export type Tx = Parameters<Parameters<NodePgDatabase<typeof schema>['transaction']>[0]>[0];

export interface Db {
  /** Role tollgate_app: sees only the tenant set in the transaction. */
  app: NodePgDatabase<typeof schema>;
  /** Role tollgate_system: sees every tenant. For sign-in look-ups, the feed and jobs. */
  system: NodePgDatabase<typeof schema>;
  close(): Promise<void>;
}

export interface DbOptions {
  appUrl: string;
  systemUrl: string;
  /** Connections of each of the two pools. */
  maxConnections?: number;
}

function createPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    idleTimeoutMillis: 30_000,
  });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', () => {});
  return pool;
}

/** Opens the two connection pools of a process. Nothing connects until the first query. */
export function createDb({ appUrl, systemUrl, maxConnections = 10 }: DbOptions): Db {
  const appPool = createPool(appUrl, maxConnections);
  const systemPool = createPool(systemUrl, maxConnections);
  return {
    app: drizzle(appPool, { schema }),
    system: drizzle(systemPool, { schema }),
    close: async () => {
      await Promise.all([appPool.end(), systemPool.end()]);
    },
  };
}
