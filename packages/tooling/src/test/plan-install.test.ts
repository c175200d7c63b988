import { expect, test } from 'vitest';
import { type Machine, planInstall } from './plan-install.ts';

const debian: Machine = { platform: 'linux', isRoot: true, hasSudo: false, hasApt: true, hasBrew: false };

test('root on Debian installs from the system packages', () => {
  const plan = planInstall(['redis', 'chromium'], debian);
  expect(plan).toMatchObject({
    commands: [
      expect.arrayContaining(['apt-get', 'update']),
      expect.arrayContaining(['redis-server', 'chromium']),
    ],
  });
});

test('a user whose sudo asks for no password installs through sudo', () => {
  const plan = planInstall(['redis'], { ...debian, isRoot: false, hasSudo: true });
  expect('commands' in plan && plan.commands.every(([program]) => program === 'sudo')).toBe(true);
});

test('a user without rights is told the command', () => {
  const plan = planInstall(['redis'], { ...debian, isRoot: false });
  expect(plan).toMatchObject({ message: expect.stringContaining('sudo apt-get install redis-server') });
});

test('a Mac with Homebrew installs with brew', () => {
  const mac: Machine = { ...debian, platform: 'darwin', isRoot: false, hasApt: false, hasBrew: true };
  expect(planInstall(['redis'], mac)).toEqual({ commands: [['brew', 'install', 'redis']] });
});

test('a machine without a known package manager is told what is missing', () => {
  const plan = planInstall(['chromium'], { ...debian, hasApt: false });
  expect(plan).toMatchObject({ message: expect.stringContaining('Chromium') });
});
