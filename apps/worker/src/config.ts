import { LogLevel, readEnvironment, ServiceEnvironment } from '@tollgate/services/environment/config';
import { z } from 'zod';

const Config = ServiceEnvironment.extend({
  /** Where mail goes out; without it mail stays in the console's outbox. */
  SMTP_URL: z.url().optional(),
  /** Folder for links to new passwords when there is no SMTP_URL; the outbox does not show them. */
  MAIL_DIR: z.string().min(1).optional(),
  /** Sender of mail. */
  MAIL_FROM: z.string().default('Tollgate <no-reply@localhost>'),
  /** Jobs that run at once. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  /** trace, debug, info, warn, error or silent. */
  LOG_LEVEL: LogLevel,
});
export type Config = z.infer<typeof Config>;

/** Reads the environment; throws with every variable that is missing or wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  return readEnvironment(Config, 'worker', environment);
}
