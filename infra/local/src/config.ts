import { resolve } from 'node:path';
import { z } from 'zod';
import { LocalError } from './local-error.ts';

const portNumber = z.coerce.number().int().min(1).max(65_535);
const port = (fallback: number) => portNumber.default(fallback);
const optionalText = z.string().min(1).optional();

const Environment = z.object({
  /** Where everything of this stack is kept. */
  TOLLGATE_DATA_DIR: z.string().min(1).default('.local'),
  TOLLGATE_CONSOLE_PORT: port(3000),
  TOLLGATE_PORTAL_PORT: port(3001),
  TOLLGATE_API_PORT: port(3002),
  TOLLGATE_GATEWAY_PORT: port(8080),
  /** Where the gateway's health is asked for; one above its port by default. */
  TOLLGATE_GATEWAY_ADMIN_PORT: portNumber.optional(),
  TOLLGATE_DEMO_PORT: port(4010),
  TOLLGATE_POSTGRES_PORT: port(54_329),
  TOLLGATE_CLICKHOUSE_PORT: port(8124),
  TOLLGATE_REDIS_PORT: port(6390),
  /** Stores of one's own, used instead of the embedded ones; the three of Postgres go together. */
  DATABASE_URL: optionalText,
  SYSTEM_DATABASE_URL: optionalText,
  MIGRATION_DATABASE_URL: optionalText,
  CLICKHOUSE_URL: optionalText,
  REDIS_URL: optionalText,
  /** Gateway worker processes that share the gateway's port. */
  GATEWAY_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  /** The Redis program, where it is not on the path. */
  TOLLGATE_REDIS_SERVER: optionalText,
});

export type LocalConfig = ReturnType<typeof readLocalConfig>;

/** Names of the variables that move a port. */
export const PORT_VARIABLES = {
  console: 'TOLLGATE_CONSOLE_PORT',
  portal: 'TOLLGATE_PORTAL_PORT',
  api: 'TOLLGATE_API_PORT',
  gateway: 'TOLLGATE_GATEWAY_PORT',
  gatewayAdmin: 'TOLLGATE_GATEWAY_ADMIN_PORT',
  demo: 'TOLLGATE_DEMO_PORT',
  postgres: 'TOLLGATE_POSTGRES_PORT',
  clickhouse: 'TOLLGATE_CLICKHOUSE_PORT',
  redis: 'TOLLGATE_REDIS_PORT',
} as const;

/** Reads the settings of a local stack; throws one sentence for each that is wrong. */
export function readLocalConfig(env: NodeJS.ProcessEnv, root: string) {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new LocalError(`These settings are wrong:\n${z.prettifyError(parsed.error)}`);
  const values = parsed.data;
  const ports = {
    console: values.TOLLGATE_CONSOLE_PORT,
    portal: values.TOLLGATE_PORTAL_PORT,
    api: values.TOLLGATE_API_PORT,
    gateway: values.TOLLGATE_GATEWAY_PORT,
    gatewayAdmin: values.TOLLGATE_GATEWAY_ADMIN_PORT ?? values.TOLLGATE_GATEWAY_PORT + 1,
    demo: values.TOLLGATE_DEMO_PORT,
    postgres: values.TOLLGATE_POSTGRES_PORT,
    clickhouse: values.TOLLGATE_CLICKHOUSE_PORT,
    redis: values.TOLLGATE_REDIS_PORT,
  };
  refuseTwins(ports);
  return {
    root,
    dataDir: resolve(root, values.TOLLGATE_DATA_DIR),
    ports,
    ownPostgres: ownPostgres(values),
    ownClickHouseUrl: values.CLICKHOUSE_URL,
    ownRedisUrl: values.REDIS_URL,
    gatewayWorkers: values.GATEWAY_WORKERS,
    redisCommand: values.TOLLGATE_REDIS_SERVER,
  };
}

function refuseTwins(ports: Record<keyof typeof PORT_VARIABLES, number>): void {
  const taken = new Map<number, string>();
  for (const [service, variable] of Object.entries(PORT_VARIABLES)) {
    const number = ports[service as keyof typeof ports];
    const other = taken.get(number);
    if (other)
      throw new LocalError(`${other} and ${variable} are both ${number}: give one of them another port.`);
    taken.set(number, variable);
  }
}

function ownPostgres(values: z.infer<typeof Environment>) {
  const { DATABASE_URL, SYSTEM_DATABASE_URL, MIGRATION_DATABASE_URL } = values;
  if (!DATABASE_URL && !SYSTEM_DATABASE_URL && !MIGRATION_DATABASE_URL) return undefined;
  if (DATABASE_URL && SYSTEM_DATABASE_URL && MIGRATION_DATABASE_URL) {
    return { appUrl: DATABASE_URL, systemUrl: SYSTEM_DATABASE_URL, ownerUrl: MIGRATION_DATABASE_URL };
  }
  throw new LocalError(
    'DATABASE_URL, SYSTEM_DATABASE_URL and MIGRATION_DATABASE_URL go together: set all three for a Postgres of your own, or none for the embedded one.',
  );
}
