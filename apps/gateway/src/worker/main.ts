import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import type { SupervisorMessage, WorkerMessage } from '../process/messages.ts';
import { startWorker } from './start-worker.ts';

const STATUS_EVERY_MS = 500;
const METRICS_EVERY_MS = 1000;

const config = readConfig();
const logger = createLogger(config.logLevel, `gateway worker ${config.slot}`);
const worker = await startWorker(config, logger);
const tell = (message: WorkerMessage) => {
  if (process.connected) process.send?.(message);
};
const sendStatus = () => tell({ kind: 'status', status: worker.status() });
const statusTimer = setInterval(sendStatus, STATUS_EVERY_MS);
const metricsTimer = setInterval(
  () => tell({ kind: 'metrics', samples: worker.samples() }),
  METRICS_EVERY_MS,
);
tell({ kind: 'listening', port: worker.port });
sendStatus();

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  clearInterval(statusTimer);
  clearInterval(metricsTimer);
  await worker.stop();
  process.exit(0);
}

process.on('message', (message: SupervisorMessage) => {
  if (message.kind === 'drain') void stop();
});
// A supervisor that died cannot ask; nobody would start another worker beside this one either.
process.on('disconnect', () => void stop());
process.on('SIGTERM', () => void stop());
// Ctrl-C reaches the whole group of processes; the supervisor says when.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('uncaughtException', (error) => {
  logger.fatal({ error: error.stack }, 'a worker broke');
  process.exit(1);
});
