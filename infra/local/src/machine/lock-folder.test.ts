import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockFolder } from './lock-folder.ts';

function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-lock-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A process that looks like a stack to whoever reads its command line. */
function startStack(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'infra/local/src/start.ts']);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid as number;
}

test('a folder that a live stack holds is refused, saying who holds it', async () => {
  const dir = makeFolder();
  const pid = startStack();
  writeFileSync(join(dir, 'lock'), JSON.stringify({ pid, guardPid: pid, startedAt: '2026-01-01T00:00:00Z' }));
  await expect(lockFolder(dir, process.pid)).rejects.toThrow(
    `Tollgate already runs on ${dir} (process ${pid}, since 2026-01-01T00:00:00Z)`,
  );
});

test.each([
  ['whose process is gone', JSON.stringify({ pid: 2 ** 22 - 3, guardPid: 2 ** 22 - 3, startedAt: '' })],
  ['whose process id now belongs to something else', JSON.stringify({ pid: 1, guardPid: 1, startedAt: '' })],
  ['that is torn', '{"pid":'],
])('a lock %s is taken over', async (_, content) => {
  const dir = makeFolder();
  writeFileSync(join(dir, 'lock'), content);
  const file = await lockFolder(dir, process.pid);
  expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
});
