import { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { createServices } from '@tollgate/services/context/create-services';
import type { Services } from '@tollgate/services/context/ctx';
import { type TestPostgres, testPostgres } from '../stores/test-postgres.ts';

export type TestServices = {
  services: Services;
  postgres: TestPostgres;
  /** Sets the clock; undefined lets it run again. */
  now: (at: Date | undefined) => void;
  close(): Promise<void>;
};

/** Services over a database of one's own, with a clock that can be set. ClickHouse is there only when given. */
export async function makeServices(clickhouseUrl = 'http://127.0.0.1:9/none'): Promise<TestServices> {
  const postgres = await testPostgres();
  let at: Date | undefined;
  const services = createServices({
    databaseUrl: postgres.appUrl,
    systemDatabaseUrl: postgres.systemUrl,
    clickhouseUrl,
    maxConnections: 4,
    sealing: SealingKeys.parse(Buffer.alloc(32, 7).toString('base64')),
    now: () => at ?? new Date(),
    settings: {
      consoleUrl: 'http://console.test',
      portalUrl: 'http://portal.test',
      gatewayUrl: 'http://gateway.test',
      apiUrl: 'http://api.test',
      hasPathRouting: true,
      allowedPrivateUpstreams: [],
    },
  });
  return {
    services,
    postgres,
    now: (set) => {
      at = set;
    },
    close: async () => {
      await Promise.all([services.db.close(), services.analytics.close()]);
      await postgres.drop();
    },
  };
}
