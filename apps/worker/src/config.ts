import { z } from 'zod';

const Url = z.url();

const Config = z.object({
  /** Postgres as role tollgate_app. */
  DATABASE_URL: Url,
  /** Postgres as role tollgate_system. */
  SYSTEM_DATABASE_URL: Url,
  /** ClickHouse's HTTP interface with user, password and database. */
  CLICKHOUSE_URL: Url,
  /** Public base URLs, for links in mails and invoices. */
  API_URL: Url,
  CONSOLE_URL: Url,
  PORTAL_URL: Url,
  GATEWAY_URL: Url,
  /** Whether gateway addresses carry the tenant's slug as first path segment. */
  GATEWAY_PATH_ROUTING: z.stringbool().default(false),
  /** `host:port` pairs, comma between, that upstreams may use although they point inward. */
  ALLOWED_PRIVATE_UPSTREAMS: z.string().default(''),
  /** Where mail goes out; without it mail stays in the console's outbox. */
  SMTP_URL: Url.optional(),
  /** Folder for links to new passwords when there is no SMTP_URL; the outbox does not show them. */
  MAIL_DIR: z.string().min(1).optional(),
  /** Sender of mail. */
  MAIL_FROM: z.string().default('Tollgate <no-reply@localhost>'),
  /** Jobs that run at once. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
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
