import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type LocalConfig, PORT_VARIABLES, readLocalConfig } from './config.ts';
import { LocalError } from './local-error.ts';
import { checkDisk } from './machine/check-disk.ts';
import { checkPorts } from './machine/check-ports.ts';
import { endLeftovers } from './machine/end-leftovers.ts';
import { lockFolder } from './machine/lock-folder.ts';
import { type Guard, startGuard } from './process/guard.ts';
import { ensureLocalSecrets } from './secrets/secrets.ts';
import { checkDemo } from './stack/check-demo.ts';
import { onEnd } from './stack/on-end.ts';
import { createProgress } from './stack/progress.ts';
import { rotateLog } from './stack/rotate-log.ts';
import { removeStackFile, stackFile, writeStackFile } from './stack/stack-file.ts';
import { startEverything } from './stack/start-apps.ts';
import { summaryLines } from './stack/summary.ts';

const startedAt = Date.now();
const root = fileURLToPath(new URL('../../../', import.meta.url));
const progress = createProgress(process.stdout);
let guard: Guard | undefined;
let config: LocalConfig | undefined;
let isOurs = false;
let isEnding = false;

onEnd((reason) => void end(0, reason));
try {
  await start();
} catch (error) {
  if (!isEnding) await end(1, error instanceof LocalError ? error.message : describeBug(error));
}

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } });
  config = readLocalConfig(process.env, root);
  const { dataDir } = config;
  const warning = await checkDisk(dataDir);
  if (warning) progress.say(`! ${warning}`);
  guard = startGuard();
  const lock = await lockFolder(dataDir, guard.pid);
  isOurs = true;
  for (const file of [stackFile(dataDir), lock]) guard.removeAtEnd(file);
  removeStackFile(dataDir);
  await progress.step('Node, disk and ports', () => claimPorts(config as LocalConfig));
  await rotateLogs(join(dataDir, 'logs'));
  const secrets = ensureLocalSecrets(join(dataDir, 'secrets.json'), existsSync(join(dataDir, 'postgres')));
  const demo = await startEverything({ config, secrets, guard, progress }, values.dev);
  const doubt = await progress.step('A request with the demo key', () =>
    checkDemo(demo, join(dataDir, 'logs')),
  );
  if (doubt) progress.say(`! ${doubt}`);
  if (isEnding) return;
  writeStackFile(config, demo);
  for (const line of summaryLines(config, demo, Date.now() - startedAt)) progress.say(line);
}

async function claimPorts(found: LocalConfig): Promise<void> {
  await endLeftovers(found.dataDir);
  const isOwn = {
    postgres: found.ownPostgres !== undefined,
    clickhouse: found.ownClickHouseUrl !== undefined,
    redis: found.ownRedisUrl !== undefined,
  };
  const needed = Object.entries(PORT_VARIABLES)
    .filter(([service]) => !isOwn[service as keyof typeof isOwn])
    .map(([service, variable]) => ({
      service: service === 'gatewayAdmin' ? "gateway's health" : service,
      variable,
      port: found.ports[service as keyof typeof PORT_VARIABLES],
    }));
  await checkPorts(needed);
}

async function rotateLogs(logDir: string): Promise<void> {
  await mkdir(logDir, { recursive: true });
  for (const name of await readdir(logDir)) if (name.endsWith('.log')) rotateLog(join(logDir, name));
}

async function end(code: number, reason: string): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  progress.endSteps();
  progress.say(code === 0 ? `\n${reason}: ending everything.` : `\n${reason}`);
  if (config && isOurs) removeStackFile(config.dataDir);
  await guard?.release();
  if (code === 0) progress.say('Everything has ended.');
  process.exit(code);
}

function describeBug(error: unknown): string {
  return `Tollgate could not start: ${error instanceof Error ? error.stack : String(error)}`;
}
