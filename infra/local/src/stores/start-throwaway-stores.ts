import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalError } from '../local-error.ts';
import { type PostgresPasswords, postgresUrls } from '../postgres/postgres-urls.ts';
import { provisionPostgres } from '../postgres/provision-postgres.ts';
import { findFreePort } from '../process/free-port.ts';
import { type Guard, startGuard } from '../process/guard.ts';
import { acceptsConnections, answersHttp, answersPostgres } from '../process/probes.ts';
import { type ProcessSpec, startProcess } from '../process/start-process.ts';
import { waitUntil } from '../process/wait-until.ts';
import { mintLocalSecrets } from '../secrets/secrets.ts';
import { clickhouseProcess, postgresProcess, redisProcess } from './store-processes.ts';

/** Where a set of stores answers. */
export type ThrowawayStores = {
  postgres: { port: number; passwords: PostgresPasswords };
  /** Without a database in its path. */
  clickhouseUrl: string;
  redisUrl: string;
};

/** Starts real stores in a temporary folder; `stop` ends them and removes it, and so does dying. */
export async function startThrowawayStores(options: { redisCommand?: string | undefined } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-stores-'));
  const guard = startGuard();
  guard.removeAtEnd(dir);
  try {
    const starting = [
      startPostgres(dir, guard),
      startClickHouse(dir, guard),
      startRedis(dir, guard, options.redisCommand),
    ] as const;
    // All have settled before anything is ended, or a late one would outlive the guard.
    await Promise.allSettled(starting);
    const [postgres, clickhouseUrl, redisUrl] = await Promise.all(starting);
    const stores: ThrowawayStores = { postgres, clickhouseUrl, redisUrl };
    return { stores, stop: () => guard.release() };
  } catch (error) {
    await guard.release();
    throw error;
  }
}

async function startPostgres(dir: string, guard: Guard): Promise<ThrowawayStores['postgres']> {
  const passwords = mintLocalSecrets().postgres;
  const port = await findFreePort();
  const dataDir = join(dir, 'postgres');
  const options = { dataDir, port, superuserPassword: passwords.superuser, isThrowaway: true };
  const { superuserUrl } = postgresUrls(port, passwords, 'postgres');
  await startAndWait(await postgresProcess(options, dir), guard, () => answersPostgres(superuserUrl));
  await provisionPostgres(superuserUrl, passwords, 'tollgate');
  return { port, passwords };
}

async function startClickHouse(dir: string, guard: Guard): Promise<string> {
  const port = await findFreePort();
  const [user, password] = ['tollgate', 'throwaway'];
  const spec = clickhouseProcess({ dataDir: join(dir, 'clickhouse'), port, user, password }, dir);
  await startAndWait(spec, guard, () => answersHttp(`http://127.0.0.1:${port}/ping`));
  return `http://${user}:${password}@127.0.0.1:${port}`;
}

async function startRedis(dir: string, guard: Guard, command: string | undefined): Promise<string> {
  const port = await findFreePort();
  const found = await redisProcess(
    { dataDir: join(dir, 'redis'), port, password: 'throwaway', command },
    dir,
  );
  if (!found) {
    throw new LocalError(
      'These tests need a real Redis: install redis-server (or valkey-server) from the system\'s packages, or run "npm test", which does.',
    );
  }
  await startAndWait(found.spec, guard, () => acceptsConnections(port));
  return found.url;
}

async function startAndWait(spec: ProcessSpec, guard: Guard, isReady: () => Promise<boolean>): Promise<void> {
  const started = startProcess(spec, guard);
  let hasExited = false;
  void started.exited.then(() => {
    hasExited = true;
  });
  const failed = () => new LocalError(`${spec.name} did not start.`);
  try {
    await waitUntil(
      async () => {
        if (hasExited) throw failed();
        return isReady();
      },
      { timeoutMs: 30_000, onTimeout: failed },
    );
  } catch (error) {
    const said = (await readFile(spec.logFile, 'utf8').catch(() => '')).slice(-2_000);
    throw new LocalError(`${(error as Error).message}\n${said}`, { cause: error });
  }
}
