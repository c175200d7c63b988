import { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { z } from 'zod';

const Url = z.url();

const Config = z.object({
  /** Port the process listens on. */
  PORT: z.coerce.number().int().min(1).max(65_535).default(3002),
  /** Address the process listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** Postgres as role tollgate_app. */
  DATABASE_URL: Url,
  /** Postgres as role tollgate_system. */
  SYSTEM_DATABASE_URL: Url,
  /** ClickHouse's HTTP interface with user, password and database. */
  CLICKHOUSE_URL: Url,
  /** Public base URLs of the four processes people and programs reach. */
  API_URL: Url,
  CONSOLE_URL: Url,
  PORTAL_URL: Url,
  GATEWAY_URL: Url,
  /** Whether gateway addresses carry the tenant's slug as first path segment. */
  GATEWAY_PATH_ROUTING: z.stringbool().default(false),
  /** A gateway token the feed accepts from the first start on; optional once tokens are in the database. */
  GATEWAY_TOKEN: z.string().optional(),
  /** `host:port` pairs, comma between, that upstreams may use although they point inward. */
  ALLOWED_PRIVATE_UPSTREAMS: z.string().default(''),
  /** What keys that sign tokens are sealed with, 32 bytes in base64; without it no OAuth tokens are issued. */
  ENCRYPTION_KEY: z
    .literal('')
    .transform(() => undefined)
    .or(SealingKeys)
    .optional(),
  /** trace, debug, info, warn, error or silent. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Config = z.infer<typeof Config>;

/** Reads the environment; throws with every variable that is missing or wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const result = Config.safeParse(environment);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`These environment variables are missing or wrong:\n${lines.join('\n')}`);
}
