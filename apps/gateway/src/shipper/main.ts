import { setTimeout as sleep } from 'node:timers/promises';
import { createAnalytics } from '@tollgate/analytics/client';
import { insertSegment } from '@tollgate/analytics/insert-events';
import { readConfig } from '../config.ts';
import { isPoisonedInsert } from '../metering/poisoned-insert.ts';
import { Shipper } from '../metering/shipper.ts';
import { deadLetterFolder, spoolFolder } from '../process/folders.ts';
import { createLogger } from '../process/logger.ts';

const LAST_TRY_MS = 2000;

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
