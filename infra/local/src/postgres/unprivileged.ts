import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LocalError } from '../local-error.ts';
import { findOnPath } from '../process/find-on-path.ts';

export type Unprivileged = {
  uid: number;
  gid: number;
  /** The command to spawn so that it runs as that user and can still reach its files. */
  wrap(command: string, args: string[]): { command: string; args: string[]; uid?: number; gid?: number };
};

/**
 * Postgres refuses to run as root. Says who it runs as instead, or undefined when we are not root.
 * No user is created: `postgres` is taken where it exists and `nobody` everywhere else.
 */
export function findUnprivileged(paths: string[]): Unprivileged | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = readUser('postgres') ?? readUser('nobody');
  if (!user) {
    throw new LocalError(
      'Postgres cannot run as root and this machine has neither a "postgres" nor a "nobody" user: run npm start as another user.',
    );
  }
  const { uid, gid } = user;
  const closed = paths.flatMap(parents).find((folder) => !isOpenTo(folder, uid, gid));
  if (!closed) return { ...user, wrap: (command, args) => ({ command, args, uid, gid }) };
  const setpriv = findOnPath('setpriv');
  if (!setpriv) {
    throw new LocalError(
      `Postgres cannot run as root, and the user it runs as instead may not enter ${closed}: run "chmod o+x ${closed}", or run npm start as another user.`,
    );
  }
  const flags = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    // Without it access(2), with which initdb looks for its sibling, does not count the capability.
    '--securebits=+no_setuid_fixup',
  ];
  return { ...user, wrap: (command, args) => ({ command: setpriv, args: [...flags, command, ...args] }) };
}

function readUser(name: string): { uid: number; gid: number } | undefined {
  if (!existsSync('/etc/passwd')) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 } : undefined;
}

function parents(path: string): string[] {
  const folders: string[] = [];
  for (let at = dirname(resolve(path)); ; at = dirname(at)) {
    folders.push(at);
    if (at === dirname(at)) return folders;
  }
}

function isOpenTo(folder: string, uid: number, gid: number): boolean {
  if (!existsSync(folder)) return true;
  const found = statSync(folder);
  if (found.uid === uid) return (found.mode & 0o100) !== 0;
  if (found.gid === gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}
