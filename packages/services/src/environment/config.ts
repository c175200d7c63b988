import { OptionalSealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { z } from 'zod';
import type { ServiceOptions } from '../context/create-services.ts';

/** What every process that works with services reads from its environment; it extends this with its own. */
export const ServiceEnvironment = z.object({
  /** Postgres as role tollgate_app. */
  DATABASE_URL: z.url(),
  /** Postgres as role tollgate_system. */
  SYSTEM_DATABASE_URL: z.url(),
  /** ClickHouse's HTTP interface with user, password and database. */
  CLICKHOUSE_URL: z.url(),
  /** Public base URL of the management API. */
  API_URL: z.url(),
  /** Public base URL of the console. */
  CONSOLE_URL: z.url(),
  /** Public base URL of the developer portal. */
  PORTAL_URL: z.url(),
  /** Public base URL of the gateway. */
  GATEWAY_URL: z.url(),
  /** Whether gateway addresses carry the tenant's slug as first path segment. */
  GATEWAY_PATH_ROUTING: z.stringbool().default(false),
  /** `host:port` pairs, comma between, that upstreams may use although they point inward. */
  ALLOWED_PRIVATE_UPSTREAMS: z.string().default(''),
  /** What secrets at rest are sealed with, 32 bytes in base64; without it none can be kept, and no OAuth tokens issued. */
  ENCRYPTION_KEY: OptionalSealingKeys,
});
export type ServiceEnvironment = z.infer<typeof ServiceEnvironment>;

/** trace, debug, info, warn, error or silent. */
export const LogLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info');

/** Reads an environment; throws one error that names every variable of it that is missing or wrong. */
export function readEnvironment<T extends z.ZodType>(
  schema: T,
  process: string,
  environment: Record<string, string | undefined>,
): z.output<T> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The ${process} cannot start with these environment variables:\n${lines.join('\n')}`);
}

/** What `createServices` needs of an environment that was read. */
export function serviceOptions(environment: ServiceEnvironment): ServiceOptions {
  return {
    databaseUrl: environment.DATABASE_URL,
    systemDatabaseUrl: environment.SYSTEM_DATABASE_URL,
    clickhouseUrl: environment.CLICKHOUSE_URL,
    sealing: environment.ENCRYPTION_KEY,
    settings: {
      apiUrl: trimSlash(environment.API_URL),
      consoleUrl: trimSlash(environment.CONSOLE_URL),
      portalUrl: trimSlash(environment.PORTAL_URL),
      gatewayUrl: trimSlash(environment.GATEWAY_URL),
      hasPathRouting: environment.GATEWAY_PATH_ROUTING,
      allowedPrivateUpstreams: environment.ALLOWED_PRIVATE_UPSTREAMS.split(',')
        .map((address) => address.trim())
        .filter(Boolean),
    },
  };
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
