import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalError } from '../local-error.ts';
import type { Guard } from '../process/guard.ts';
import { startProcess } from '../process/start-process.ts';
import { lastLines } from '../stack/rotate-log.ts';
import { sourceHash } from './source-hash.ts';

export type BuildOptions = {
  root: string;
  app: 'console' | 'portal';
  env: Record<string, string>;
  logFile: string;
  guard: Guard;
};

/** Builds a Next app for production, unless what it is built from has not changed; says which it was. */
export async function buildApp(options: BuildOptions): Promise<'built' | 'unchanged'> {
  const { root, app } = options;
  const folder = join(root, 'apps', app);
  const stamp = join(folder, '.next', 'tollgate-source-hash');
  const hash = await sourceHash(root, app);
  const isBuilt = existsSync(join(folder, '.next', 'BUILD_ID')) && existsSync(stamp);
  if (isBuilt && (await readFile(stamp, 'utf8')) === hash) return 'unchanged';
  const started = startProcess(
    {
      name: `${app}-build`,
      command: process.execPath,
      args: [join(root, 'node_modules/next/dist/bin/next'), 'build'],
      env: { ...options.env, NODE_ENV: 'production' },
      cwd: folder,
      stopSignal: 'SIGTERM',
      stage: 'app',
      logFile: options.logFile,
    },
    options.guard,
  );
  const { code } = await started.exited;
  if (code !== 0) {
    const said = lastLines(options.logFile, 25).map((line) => `    ${line}`);
    throw new LocalError(
      [`The ${app} could not be built; ${options.logFile} ends with:`, ...said].join('\n'),
    );
  }
  await writeFile(stamp, hash);
  return 'built';
}
