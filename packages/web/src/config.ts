import type { ServiceSettings } from '@tollgate/services/context/ctx';
import { z } from 'zod';

const flag = z.stringbool().default(false);

/** What console and portal read from their environment, once, at the first request. */
const Environment = z.object({
  /** Postgres as the role that sees one tenant at a time. */
  DATABASE_URL: z.string().min(1),
  /** Postgres as the role that finds people at sign-in, and the tenant of an address. */
  SYSTEM_DATABASE_URL: z.string().min(1),
  /** ClickHouse with the usage. */
  CLICKHOUSE_URL: z.url(),
  /** Public address of the management API. */
  API_URL: z.url(),
  /** Public address of the console. */
  CONSOLE_URL: z.url(),
  /** Public address of the portal; tenants are paths of it, or hosts below its host. */
  PORTAL_URL: z.url(),
  /** Public address of the gateway. */
  GATEWAY_URL: z.url(),
  /** Signs session cookies. */
  AUTH_SECRET: z.string().min(16, 'must have at least 16 characters'),
  /** Whether gateway addresses carry the tenant's slug as first path segment. */
  GATEWAY_PATH_ROUTING: flag,
  /** `host:port` pairs, with commas between, that upstreams may use although they point inward. */
  ALLOWED_PRIVATE_UPSTREAMS: z.string().default(''),
});

/** Which of the two apps a process is. */
export type WebApp = 'console' | 'portal';

/** The configuration of a console or portal process. */
export interface WebConfig {
  databaseUrl: string;
  systemDatabaseUrl: string;
  clickhouseUrl: string;
  authSecret: string;
  /** Whether the app is reached by https, so that its cookies may insist on it. */
  isSecure: boolean;
  settings: ServiceSettings;
}

/** Reads an app's configuration. Throws one error that names everything that is missing or wrong. */
export function readWebConfig(app: WebApp, environment: Record<string, string | undefined>): WebConfig {
  const result = Environment.safeParse(environment);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The ${app} cannot start with these environment variables:\n${lines.join('\n')}`);
  }
  const { data } = result;
  return {
    databaseUrl: data.DATABASE_URL,
    systemDatabaseUrl: data.SYSTEM_DATABASE_URL,
    clickhouseUrl: data.CLICKHOUSE_URL,
    authSecret: data.AUTH_SECRET,
    isSecure: { console: data.CONSOLE_URL, portal: data.PORTAL_URL }[app].startsWith('https://'),
    settings: {
      apiUrl: trimSlash(data.API_URL),
      consoleUrl: trimSlash(data.CONSOLE_URL),
      portalUrl: trimSlash(data.PORTAL_URL),
      gatewayUrl: trimSlash(data.GATEWAY_URL),
      hasPathRouting: data.GATEWAY_PATH_ROUTING,
      allowedPrivateUpstreams: data.ALLOWED_PRIVATE_UPSTREAMS.split(',')
        .map((address) => address.trim())
        .filter(Boolean),
    },
  };
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
