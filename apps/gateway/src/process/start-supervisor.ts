import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { childEnvironment, type GatewayConfig } from '../config.ts';
import { recoverSpool } from '../metering/spool-files.ts';
import { MetricBook } from '../metrics/metric-book.ts';
import type { Sample } from '../metrics/metric-definitions.ts';
import { ProcessVitals } from '../metrics/process-vitals.ts';
import { type AdminListener, listenForAdmin } from './admin-listener.ts';
import { Child } from './child.ts';
import { claimDataFolder } from './claim-folder.ts';
import { slotFolders, spoolFolder } from './folders.ts';
import type { ShipperMessage, ShipperStatus, WorkerMessage, WorkerStatus } from './messages.ts';
import { GATEWAY_VERSION } from './version.ts';

export interface Supervisor {
  readonly adminPort: number;
  stop(): Promise<void>;
}

const SHIPPER_DEADLINE_MS = 2500;
const AFTER_DRAIN_MS = 1000;

/** Starts the workers, the shipper and the admin listener, and keeps them alive. */
export async function startSupervisor(config: GatewayConfig, logger: Logger): Promise<Supervisor> {
  const claim = await claimDataFolder(config.dataFolder);
  await checkPortIsFree('PORT', config.port, config.host);
  if (config.tls) await checkPortIsFree('GATEWAY_TLS_PORT', config.tls.port, config.host);
  recoverAllSlots(config);
  const book = new MetricBook(config.metricsTenants);
  const statuses: (WorkerStatus | undefined)[] = Array.from({ length: config.workers });
  const workers = statuses.map((_, slot) =>
    createWorkerChild(config, slot, logger, book, (status) => {
      statuses[slot] = status;
    }),
  );
  let shipperStatus: ShipperStatus | null | undefined = config.clickhouseUrl === null ? null : undefined;
  const shipper =
    config.clickhouseUrl === null
      ? null
      : createShipperChild(config, logger, book, (status) => {
          shipperStatus = status;
        });
  const children = shipper ? [...workers, shipper] : workers;
  const vitals = new ProcessVitals();
  let isStopping = false;
  const admin: AdminListener = await listenForAdmin({
    port: config.adminPort,
    host: config.host,
    facts: {
      name: config.name,
      region: config.region,
      version: GATEWAY_VERSION,
      startedAt: new Date().toISOString(),
    },
    view: () => ({ workers: statuses, shipper: shipperStatus, isStopping }),
    samples: () => {
      book.take('supervisor', supervisorSamples(config, vitals, children));
      return book.collect();
    },
  });
  for (const child of children) child.start();
  const note = () => claim.note([process.pid, ...children.flatMap((child) => child.pid ?? [])]);
  note();
  const noteTimer = setInterval(note, 1000);
  return {
    adminPort: admin.port,
    stop: async () => {
      isStopping = true;
      clearInterval(noteTimer);
      await Promise.all(workers.map((worker) => worker.stop(config.drainMs + AFTER_DRAIN_MS)));
      await shipper?.stop(SHIPPER_DEADLINE_MS);
      vitals.stop();
      await admin.close();
      claim.release();
    },
  };
}

function supervisorSamples(
  config: GatewayConfig,
  vitals: ProcessVitals,
  children: readonly Child[],
): Sample[] {
  return [
    { id: 'build', labels: [GATEWAY_VERSION, config.region], value: 1 },
    ...children.map(({ name, starts }): Sample => ({ id: 'starts', labels: [name], value: starts })),
    ...vitals.samples('supervisor'),
  ];
}

// Slots of a gateway that had more workers are nobody's now; their usage is shipped all the same.
function recoverAllSlots(config: GatewayConfig): void {
  const spool = spoolFolder(config.dataFolder);
  if (!existsSync(spool)) return;
  for (const slot of readdirSync(spool)) recoverSpool(join(spool, slot));
}

function createWorkerChild(
  config: GatewayConfig,
  slot: number,
  logger: Logger,
  book: MetricBook,
  onStatus: (status: WorkerStatus | undefined) => void,
): Child {
  const name = `worker ${slot}`;
  return new Child({
    name,
    script: fileURLToPath(new URL('../worker/main.ts', import.meta.url)),
    env: withCompiledCode(config, slot),
    logger,
    beforeStart: () => {
      onStatus(undefined);
      book.settle(name);
      recoverSpool(slotFolders(config.dataFolder, slot).spool);
    },
    onMessage: (message: WorkerMessage) => {
      if (message.kind === 'status') onStatus(message.status);
      else if (message.kind === 'metrics') book.take(name, message.samples);
      // `node --watch` speaks on the same channel.
      else if (message.kind === 'listening') logger.info({ slot, port: message.port }, 'worker listens');
    },
  });
}

// Compiled code is kept, so that a process that died is back sooner.
function withCompiledCode(config: GatewayConfig, slot = 0): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: join(config.dataFolder, 'compiled-code'), ...childEnvironment(slot) };
}

function createShipperChild(
  config: GatewayConfig,
  logger: Logger,
  book: MetricBook,
  onStatus: (status: ShipperStatus | undefined) => void,
): Child {
  const name = 'shipper';
  return new Child({
    name,
    script: fileURLToPath(new URL('../shipper/main.ts', import.meta.url)),
    env: withCompiledCode(config),
    logger,
    beforeStart: () => {
      onStatus(undefined);
      book.settle(name);
    },
    onMessage: (message: ShipperMessage) => {
      if (message.kind === 'status') onStatus(message.status);
      else if (message.kind === 'metrics') book.take(name, message.samples);
    },
  });
}

// With a shared port the system would let two gateways split the traffic without a word.
function checkPortIsFree(setting: string, port: number, host: string): Promise<void> {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.code})`;
      reject(
        new Error(`The gateway cannot start: port ${port} on ${host} ${reason}. Choose another ${setting}.`),
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
