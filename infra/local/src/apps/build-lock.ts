import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from '../local-error.ts';
import { isAlive } from '../process/alive.ts';
import { waitUntil } from '../process/wait-until.ts';

const LONGEST_BUILD_MS = 10 * 60_000;

/** Runs one build at a time in this checkout, since two stacks share what is built. */
export async function withBuildLock<T>(root: string, task: () => Promise<T>): Promise<T> {
  // Beside turbo's own notes, where nothing is kept in git.
  const folder = join(root, '.turbo');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'build-lock');
  await waitUntil(async () => claim(file), {
    timeoutMs: LONGEST_BUILD_MS,
    everyMs: 250,
    onTimeout: () =>
      new LocalError(
        `Another stack has been building in ${root} for ten minutes: stop it, or remove ${file}.`,
      ),
  });
  try {
    return await task();
  } finally {
    rmSync(file, { force: true });
  }
}

function claim(file: string): boolean {
  try {
    const descriptor = openSync(file, 'wx');
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
    return false;
  }
}
