import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFreePort } from '../process/free-port.ts';
import { startGuard } from '../process/guard.ts';
import { waitUntil } from '../process/wait-until.ts';
import { type Definition, supervise } from './supervise.ts';

const dir = mkdtempSync(join(tmpdir(), 'tollgate-supervise-'));
const guard = startGuard();
guard.removeAtEnd(dir);
afterAll(() => guard.release());

function define(name: string, source: string, isReady: () => Promise<boolean>): Definition {
  const script = join(dir, `${name}.cjs`);
  writeFileSync(script, source);
  return {
    title: name,
    prepare: async () => ({
      name,
      command: process.execPath,
      args: [script],
      env: {},
      stopSignal: 'SIGTERM',
      stage: 'app',
      logFile: join(dir, `${name}.log`),
    }),
    isReady,
    readyWithinMs: 20_000,
    firstRestartMs: 50,
  };
}

async function readPid(url: string): Promise<number | undefined> {
  try {
    return Number(await (await fetch(url)).text());
  } catch {
    return undefined;
  }
}

test('a process that dies is started again, and that is said with its last lines', async () => {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}/`;
  const source = `console.log('about to listen');
    require('node:http').createServer((_, response) => response.end(String(process.pid))).listen(${port}, '127.0.0.1');`;
  const said: string[] = [];
  const isReady = async () => (await readPid(url)) !== undefined;
  await supervise(define('phoenix', source, isReady), guard, (line) => said.push(line));
  const before = (await readPid(url)) as number;
  process.kill(before, 'SIGKILL');
  await waitUntil(async () => ![undefined, before].includes(await readPid(url)), {
    timeoutMs: 10_000,
    everyMs: 20,
    onTimeout: () => new Error('It did not come back.'),
  });
  expect(said).toEqual([
    '! phoenix ended (SIGKILL) and is started again in 50 ms; its last lines:',
    '    about to listen',
  ]);
});

test('a process that ends before it is ready fails the start with its last lines', async () => {
  const source = `console.error('no such table: plans'); process.exit(3);`;
  const failing = supervise(
    define('broken', source, async () => false),
    guard,
    () => {},
  );
  await expect(failing).rejects.toThrow(
    /broken ended before it was ready \(code 3\)[\s\S]*no such table: plans/,
  );
});
