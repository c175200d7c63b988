import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive, waitUntilGone } from './alive.ts';
import { startGuard } from './guard.ts';
import { startProcess } from './start-process.ts';
import { waitUntil } from './wait-until.ts';

const guardModule = new URL('./guard.ts', import.meta.url).href;
const startModule = new URL('./start-process.ts', import.meta.url).href;

/** A script that starts a grandchild of its own and ignores polite signals when told to. */
const child = (isStubborn: boolean) => `
  const { spawn } = require('node:child_process');
  const { writeFileSync } = require('node:fs');
  ${isStubborn ? "process.on('SIGTERM', () => {});" : ''}
  const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  writeFileSync(process.env.PIDS, JSON.stringify([process.pid, grandchild.pid]));
  setInterval(() => {}, 1000);
`;

async function readPids(file: string): Promise<number[]> {
  await waitUntil(async () => existsSync(file) && readFileSync(file, 'utf8') !== '', {
    timeoutMs: 10_000,
    onTimeout: () => new Error('The child did not start.'),
  });
  return JSON.parse(readFileSync(file, 'utf8'));
}

test('children and grandchildren end, and files go, when the process that started them is killed with -9', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-guard-'));
  const pidFile = join(dir, 'pids');
  const supervisor = join(dir, 'supervisor.ts');
  writeFileSync(
    supervisor,
    `import { startGuard } from '${guardModule}';
     import { startProcess } from '${startModule}';
     const guard = startGuard();
     guard.removeAtEnd('${dir}');
     startProcess({ name: 'child', command: process.execPath, args: ['-e', ${JSON.stringify(child(false))}],
       env: { PIDS: '${pidFile}' }, stopSignal: 'SIGTERM', stage: 'app', logFile: '${join(dir, 'log')}' }, guard);
     setInterval(() => {}, 1000);`,
  );
  const running = spawn(process.execPath, [supervisor], { stdio: 'ignore' });
  const pids = await readPids(pidFile);
  expect(pids.every(isAlive)).toBe(true);
  running.kill('SIGKILL');
  for (const pid of pids) expect(await waitUntilGone(pid, 5_000)).toBe(true);
  await waitUntil(async () => !existsSync(dir), {
    timeoutMs: 5_000,
    onTimeout: () => new Error(`${dir} is left.`),
  });
});

test('what does not end when asked is killed with all it started, and nothing starts any more', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-guard-'));
  const guard = startGuard();
  guard.removeAtEnd(dir);
  const spec = {
    name: 'child',
    command: process.execPath,
    args: ['-e', child(true)],
    env: { PIDS: join(dir, 'pids') },
    stopSignal: 'SIGTERM' as const,
    stage: 'store' as const,
    logFile: join(dir, 'log'),
  };
  startProcess(spec, guard);
  const pids = await readPids(join(dir, 'pids'));
  await guard.release();
  // Killed already; whoever inherits a grandchild may take a moment to bury it.
  for (const pid of pids) expect(await waitUntilGone(pid, 5_000)).toBe(true);
  expect(() => startProcess(spec, guard)).toThrow('being stopped');
});
