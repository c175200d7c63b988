export type LockedPackage = {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};

export type Lockfile = { packages: Record<string, LockedPackage> };

/**
 * Adds what npm left out: npm drops a package for another platform when the registry it asked does
 * not have it, and then `npm ci` refuses the lockfile it wrote itself. Returns the names it added.
 */
export function completeLockfile(lockfile: Lockfile): string[] {
  const added: string[] = [];
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lockfile.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (!isExact(range) || isLocked(lockfile, path, name)) continue;
      const free = lockfile.packages[`node_modules/${name}`] === undefined;
      const place = free ? `node_modules/${name}` : `${path}/node_modules/${name}`;
      lockfile.packages[place] = { version: range, ...platformOf(name), ...(dev && { dev }), optional: true };
      added.push(`${name}@${range}`);
    }
  }
  lockfile.packages = Object.fromEntries(
    Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
  return added;
}

/** Names and versions that a locked package may need on some platform and that are not locked. */
export function findUnlocked(lockfile: Lockfile): string[] {
  return completeLockfile({ packages: { ...lockfile.packages } });
}

function isExact(range: string): boolean {
  return /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range);
}

/** Looks where Node would: beside the package, then up to the root. */
function isLocked(lockfile: Lockfile, path: string, name: string): boolean {
  const parts = path === '' ? [] : path.split('/');
  return Array.from({ length: parts.length + 1 }, (_, depth) => parts.slice(0, parts.length - depth))
    .map((folder) => [...folder, 'node_modules', name].join('/'))
    .some((place) => lockfile.packages[place] !== undefined);
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32'];

/** The platform that a package is for, by the words of its name. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.replace('windows', 'win32').split(/[-/]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  if (cpu.length === 0 && words.includes('64')) cpu.push('x64');
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu')) && os.includes('linux')
      ? ['glibc']
      : [];
  return { ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }), ...(os.length > 0 && { os }) };
}
