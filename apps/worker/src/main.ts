import { Logger, run } from 'graphile-worker';
import { readConfig } from './config.ts';
import { createContext } from './context.ts';
import { CRONTAB, JOBS } from './registry.ts';

const config = readConfig();
const context = createContext(config);

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
const logger = new Logger(() => (level, message, meta) => {
  context.log[LEVELS[level]]({ meta }, message);
});

const taskList = Object.fromEntries(
  Object.entries(JOBS).map(([name, job]) => [name, (payload: unknown) => job(context, payload)]),
);

const runner = await run({
  connectionString: config.SYSTEM_DATABASE_URL,
  schema: 'graphile_worker',
  concurrency: config.WORKER_CONCURRENCY,
  pollInterval: 1000,
  noHandleSignals: true,
  taskList,
  crontab: CRONTAB,
  logger,
});
context.log.info('working');

async function stop(): Promise<void> {
  await runner.stop();
  await context.services.db.close();
  process.exit(0);
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
await runner.promise;
