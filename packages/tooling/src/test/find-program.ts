import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Need } from './plan-install.ts';

const names: Record<Need, string[]> = {
  redis: ['redis-server', 'valkey-server'],
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
};

/** The variable that names a program itself, for this run and for the tests it starts. */
export const programVariables: Record<Need, string> = {
  redis: 'TOLLGATE_REDIS_SERVER',
  chromium: 'TOLLGATE_CHROMIUM',
};

/** The absolute path of the first program that serves a need, or undefined. */
export function findProgram(need: Need, env: NodeJS.ProcessEnv): string | undefined {
  const named = env[programVariables[need]];
  if (named) return isExecutable(named) ? named : undefined;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names[need]
    .flatMap((name) => (name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name))))
    .find(isExecutable);
}

/** True when a program of this name is on the path. */
export function isOnPath(name: string, env: NodeJS.ProcessEnv): boolean {
  return (env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
