import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { LocalError } from '../local-error.ts';
import { waitUntilGone } from '../process/alive.ts';
import { findFreePort } from '../process/free-port.ts';
import { startGuard } from '../process/guard.ts';
import { answersPostgres } from '../process/probes.ts';
import { startProcess } from '../process/start-process.ts';
import { waitUntil } from '../process/wait-until.ts';
import { mintLocalSecrets } from '../secrets/secrets.ts';
import { postgresProcess } from '../stores/store-processes.ts';
import { postgresUrls } from './postgres-urls.ts';
import { preparePostgres } from './prepare-postgres.ts';
import { provisionPostgres } from './provision-postgres.ts';

const dir = mkdtempSync(join(tmpdir(), 'tollgate-postgres-'));
const guard = startGuard();
guard.removeAtEnd(dir);
afterAll(() => guard.release());

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a cluster survives kill -9 with its pid file left behind, and one that still runs is taken over', async () => {
  const passwords = mintLocalSecrets().postgres;
  const port = await findFreePort();
  const options = { dataDir: join(dir, 'postgres'), port, superuserPassword: passwords.superuser };
  const urls = postgresUrls(port, passwords, 'tollgate');
  const start = async () => {
    const started = startProcess(await postgresProcess(options, dir), guard);
    await waitUntil(() => answersPostgres(postgresUrls(port, passwords, 'postgres').superuserUrl), {
      timeoutMs: 30_000,
      onTimeout: () => new Error('Postgres did not start.'),
    });
    return started;
  };
  const first = await start();
  await provisionPostgres(postgresUrls(port, passwords, 'postgres').superuserUrl, passwords, 'tollgate');
  await query(urls.ownerUrl, 'create table kept as select 42 as answer');
  process.kill(first.pid as number, 'SIGKILL');
  await first.exited;
  const second = await start();
  expect(await query(urls.ownerUrl, 'select * from kept')).toEqual([{ answer: 42 }]);
  await preparePostgres(options);
  expect(await waitUntilGone(second.pid as number, 1)).toBe(true);
  await start();
  expect(await query(urls.ownerUrl, 'select * from kept')).toEqual([{ answer: 42 }]);
});

test('a folder that holds something else is refused in one sentence and left alone', async () => {
  const dataDir = join(dir, 'other');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'letter.txt'), 'dear');
  const prepare = preparePostgres({ dataDir, port: 1, superuserPassword: 'x'.repeat(16) });
  await expect(prepare).rejects.toThrow(/does not hold a whole Postgres 18 cluster.*TOLLGATE_DATA_DIR/);
  await expect(prepare).rejects.toBeInstanceOf(LocalError);
  rmSync(join(dataDir, 'letter.txt'));
});
