import { z } from 'zod';

const Environment = z.object({
  /** Postgres as the role that owns the tables. */
  MIGRATION_DATABASE_URL: z.url(),
  /** Postgres as role tollgate_app, and as role tollgate_system. */
  DATABASE_URL: z.url(),
  SYSTEM_DATABASE_URL: z.url(),
  /** Postgres as a superuser: when it is set, the three roles and the database are made first. */
  SUPERUSER_DATABASE_URL: z.url().optional(),
  /** ClickHouse's HTTP interface with user, password and database. */
  CLICKHOUSE_URL: z.url(),
  /** The name of a ClickHouse cluster; without it the tables are those of a single server. */
  CLICKHOUSE_CLUSTER: z.string().min(1).optional(),
});

export type MigrateConfig = z.infer<typeof Environment>;

/** Settings of the one-shot migration job; throws with every problem at once. */
export function readMigrateConfig(env: NodeJS.ProcessEnv): MigrateConfig {
  const parsed = Environment.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(`The migrations cannot run.\n${z.prettifyError(parsed.error)}`);
}
