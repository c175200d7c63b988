import { z } from 'zod';

const Environment = z.object({
  CLICKHOUSE_DATA_DIR: z.string().min(1),
  CLICKHOUSE_USER: z.string().min(1),
  CLICKHOUSE_PASSWORD: z.string().min(1),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
});

/** Settings of the embedded ClickHouse's process; prints every problem at once. */
export function readClickHouseConfig(env: NodeJS.ProcessEnv) {
  const parsed = Environment.safeParse(env);
  if (!parsed.success)
    throw new Error(`The embedded ClickHouse cannot start.\n${z.prettifyError(parsed.error)}`);
  return {
    dataDir: parsed.data.CLICKHOUSE_DATA_DIR,
    user: parsed.data.CLICKHOUSE_USER,
    password: parsed.data.CLICKHOUSE_PASSWORD,
    host: parsed.data.HOST,
    port: parsed.data.PORT,
  };
}
