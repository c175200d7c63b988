/** A program that tests need and npm does not bring. */
export type Need = 'redis' | 'chromium';

export type Machine = {
  platform: NodeJS.Platform;
  isRoot: boolean;
  /** True when sudo works without asking for a password. */
  hasSudo: boolean;
  hasApt: boolean;
  hasBrew: boolean;
};

export type InstallPlan = { commands: string[][] } | { message: string };

const titles: Record<Need, string> = { redis: 'a Redis server', chromium: 'Chromium' };
const aptPackages: Record<Need, string> = { redis: 'redis-server', chromium: 'chromium' };
const brewPackages: Record<Need, string[]> = { redis: ['redis'], chromium: ['--cask', 'chromium'] };

/** Says how this machine gets what is missing: commands to run, or a message for the person. */
export function planInstall(missing: Need[], machine: Machine): InstallPlan {
  if (machine.hasApt && (machine.isRoot || machine.hasSudo)) {
    const apt = [...(machine.isRoot ? [] : ['sudo', '-n']), 'apt-get', '-o', 'DPkg::Lock::Timeout=300'];
    const packages = missing.map((need) => aptPackages[need]);
    return {
      commands: [
        [...apt, 'update'],
        [...apt, 'install', '-y', '--no-install-recommends', ...packages],
      ],
    };
  }
  if (machine.platform === 'darwin' && machine.hasBrew) {
    return { commands: missing.map((need) => ['brew', 'install', ...brewPackages[need]]) };
  }
  return { message: missingMessage(missing, machine) };
}

function missingMessage(missing: Need[], machine: Machine): string {
  const names = missing.map((need) => titles[need]).join(' and ');
  const byHand = machine.hasApt
    ? `sudo apt-get install ${missing.map((need) => aptPackages[need]).join(' ')}`
    : "your system's package manager";
  return [
    `The tests need ${names}, which this machine does not have and which cannot be installed without you.`,
    `Install with ${byHand} and run npm test again.`,
    'TOLLGATE_REDIS_SERVER and TOLLGATE_CHROMIUM may name programs that are not on the path.',
  ].join('\n');
}
