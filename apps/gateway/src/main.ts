import { readConfig } from './config.ts';
import { createLogger } from './process/logger.ts';
import { startSupervisor } from './process/start-supervisor.ts';

try {
  const config = readConfig();
  const logger = createLogger(config.logLevel, 'gateway');
  const supervisor = await startSupervisor(config, logger);
  logger.info({ port: config.port, adminPort: supervisor.adminPort }, 'gateway started');
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await supervisor.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
