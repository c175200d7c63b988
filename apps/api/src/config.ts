import { LogLevel, readEnvironment, ServiceEnvironment } from '@tollgate/services/environment/config';
import { z } from 'zod';

const Config = ServiceEnvironment.extend({
  /** Port the process listens on. */
  PORT: z.coerce.number().int().min(1).max(65_535).default(3002),
  /** Address the process listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** A gateway token the feed accepts from the first start on; optional once tokens are in the database. */
  GATEWAY_TOKEN: z.string().optional(),
  /** trace, debug, info, warn, error or silent. */
  LOG_LEVEL: LogLevel,
});
export type Config = z.infer<typeof Config>;

/** Reads the environment; throws with every variable that is missing or wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  return readEnvironment(Config, 'API', environment);
}
