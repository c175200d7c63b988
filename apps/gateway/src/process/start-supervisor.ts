import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { childEnvironment, type GatewayConfig } from '../config.ts';
import { recoverSpool } from '../metering/spool-files.ts';
import { type AdminListener, listenForAdmin } from './admin-listener.ts';
import { Child } from './child.ts';
import { claimDataFolder } from './claim-folder.ts';
import { slotFolders, spoolFolder } from './folders.ts';
import type { WorkerMessage, WorkerStatus } from './messages.ts';
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
  const statuses: (WorkerStatus | undefined)[] = Array.from({ length: config.workers });
  const workers = statuses.map((_, slot) =>
    createWorkerChild(config, slot, logger, (status) => {
      statuses[slot] = status;
    }),
  );
  const shipper = config.clickhouseUrl === null ? null : createShipperChild(config, logger);
  const admin: AdminListener = await listenForAdmin({
    port: config.adminPort,
    host: config.host,
    version: GATEWAY_VERSION,
    statuses: () => statuses,
  });
  const children = shipper ? [...workers, shipper] : workers;
  for (const child of children) child.start();
  const note = () => claim.note([process.pid, ...children.flatMap((child) => child.pid ?? [])]);
  note();
  const noteTimer = setInterval(note, 1000);
  return {
    adminPort: admin.port,
    stop: async () => {
      clearInterval(noteTimer);
      await Promise.all(workers.map((worker) => worker.stop(config.drainMs + AFTER_DRAIN_MS)));
      await shipper?.stop(SHIPPER_DEADLINE_MS);
      await admin.close();
      claim.release();
    },
  };
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
  onStatus: (status: WorkerStatus | undefined) => void,
): Child {
  return new Child({
    name: `worker ${slot}`,
    script: fileURLToPath(new URL('../worker/main.ts', import.meta.url)),
    env: withCompiledCode(config, slot),
    logger,
    beforeStart: () => {
      onStatus(undefined);
      recoverSpool(slotFolders(config.dataFolder, slot).spool);
    },
    onMessage: (message: WorkerMessage) => {
      if (message.kind === 'status') onStatus(message.status);
      else logger.info({ slot, port: message.port }, 'worker listens');
    },
  });
}

// Compiled code is kept, so that a process that died is back sooner.
function withCompiledCode(config: GatewayConfig, slot = 0): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: join(config.dataFolder, 'compiled-code'), ...childEnvironment(slot) };
}

function createShipperChild(config: GatewayConfig, logger: Logger): Child {
  return new Child({
    name: 'shipper',
    script: fileURLToPath(new URL('../shipper/main.ts', import.meta.url)),
    env: withCompiledCode(config),
    logger,
    onMessage: () => {},
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
