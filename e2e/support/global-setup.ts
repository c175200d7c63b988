import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 600_000;
const STOP_MS = 15_000;
const FIRST_PORT = 31_000;

/** Starts a whole stack of its own for the journeys, unless TOLLGATE_STACK names a running one; returns how to stop it. */
export default async function startStack(): Promise<() => Promise<void>> {
  if (process.env.TOLLGATE_STACK) return async () => {};
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-e2e-'));
  const stackFile = join(dataDir, 'stack.json');
  const child = spawn(process.execPath, ['infra/local/with-node.mjs', 'infra/local/src/start.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', TOLLGATE_DATA_DIR: dataDir, ...ports() },
  });
  const untilMs = Date.now() + START_MS;
  while (!existsSync(stackFile)) {
    if (child.exitCode !== null)
      throw new Error(`the stack ended with ${child.exitCode} before it was ready`);
    if (Date.now() > untilMs) {
      await stop(child);
      throw new Error(`the stack was not ready within ${START_MS / 1000} seconds`);
    }
    await wait(200);
  }
  process.env.TOLLGATE_STACK = stackFile;
  return async () => {
    await stop(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function ports(): Record<string, string> {
  const names = [
    'CONSOLE',
    'PORTAL',
    'API',
    'GATEWAY',
    'GATEWAY_ADMIN',
    'DEMO',
    'POSTGRES',
    'CLICKHOUSE',
    'REDIS',
  ];
  return Object.fromEntries(
    names.map((name, index) => [`TOLLGATE_${name}_PORT`, String(FIRST_PORT + index)]),
  );
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await Promise.race([ended, wait(STOP_MS)]);
  if (child.exitCode === null) child.kill('SIGKILL');
}
