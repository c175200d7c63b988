import { setTimeout as sleep } from 'node:timers/promises';
import { createAnalytics } from '@tollgate/analytics/client';
import { insertSegment } from '@tollgate/analytics/insert-events';
import { readConfig } from '../config.ts';
import { isPoisonedInsert } from '../metering/poisoned-insert.ts';
import { Shipper } from '../metering/shipper.ts';
import { ProcessVitals } from '../metrics/process-vitals.ts';
import { deadLetterFolder, spoolFolder } from '../process/folders.ts';
import { createLogger } from '../process/logger.ts';
import type { ShipperMessage } from '../process/messages.ts';
import { shipperSamples, shipperStatus } from './shipper-status.ts';

const LAST_TRY_MS = 2000;
const STATUS_EVERY_MS = 1000;

const config = readConfig();
const logger = createLogger(config.logLevel, 'gateway shipper');
if (config.clickhouseUrl === null) throw new Error('The shipper needs CLICKHOUSE_URL.');
const analytics = createAnalytics({ url: config.clickhouseUrl });
const shipper = new Shipper({
  spoolFolder: spoolFolder(config.dataFolder),
  deadLetterFolder: deadLetterFolder(config.dataFolder),
  insert: (token, lines) => insertSegment(analytics, token, lines),
  isPoisoned: isPoisonedInsert,
  logger,
});
shipper.start();
const vitals = new ProcessVitals();
const tell = (message: ShipperMessage) => {
  if (process.connected) process.send?.(message);
};
const sendStatus = () => {
  const status = shipperStatus(shipper, deadLetterFolder(config.dataFolder));
  tell({ kind: 'status', status });
  tell({ kind: 'metrics', samples: [...vitals.samples('shipper'), ...shipperSamples(shipper, status)] });
};
setInterval(sendStatus, STATUS_EVERY_MS).unref();
sendStatus();

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // What is not acknowledged by then stays on disk for the next start.
  await Promise.race([shipper.stop(), sleep(LAST_TRY_MS)]);
  process.exit(0);
}

process.on('message', () => void stop());
process.on('disconnect', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
