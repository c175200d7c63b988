import { expect, test } from 'vitest';
import { completeLockfile, findUnlocked, type Lockfile } from './complete.ts';

const lockfile = (): Lockfile => ({
  packages: {
    '': {},
    'node_modules/turbo': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: {
        '@turbo/linux-64': '2.0.0',
        '@turbo/darwin-arm64': '2.0.0',
        fsevents: '^2.3.0',
      },
    },
    'node_modules/@turbo/linux-64': { version: '2.0.0', optional: true },
  },
});

test('a platform package that npm left out is found by name and version', () => {
  expect(findUnlocked(lockfile())).toEqual(['@turbo/darwin-arm64@2.0.0']);
});

test('a completed lockfile has it with its platform and needs nothing more', () => {
  const completed = lockfile();
  completeLockfile(completed);
  expect(completed.packages['node_modules/@turbo/darwin-arm64']).toEqual({
    version: '2.0.0',
    cpu: ['arm64'],
    os: ['darwin'],
    dev: true,
    optional: true,
  });
  expect(findUnlocked(completed)).toEqual([]);
});

test('looking changes nothing', () => {
  const untouched = lockfile();
  findUnlocked(untouched);
  expect(untouched).toEqual(lockfile());
});
