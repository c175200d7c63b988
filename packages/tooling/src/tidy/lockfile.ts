import { findUnlocked, type Lockfile } from '../lockfile/complete.ts';
import type { TidyCheck } from './check.ts';

const path = 'package-lock.json';

/** The lockfile holds the packages of every platform, so that npm ci accepts it everywhere. */
export const lockfile: TidyCheck = {
  name: 'lockfile',
  find(project) {
    if (!project.has(path)) return [];
    const unlocked = findUnlocked(JSON.parse(project.read(path)) as Lockfile);
    if (unlocked.length === 0) return [];
    const problem = `npm ci will refuse it: not locked are ${unlocked.join(', ')}.`;
    const mend = 'node infra/local/with-node.mjs packages/tooling/src/complete-lockfile.ts adds them.';
    return [{ path, problem, mend }];
  },
};
