import { mkdir, statfs } from 'node:fs/promises';
import { LocalError } from '../local-error.ts';

const REFUSED_BELOW_BYTES = 200 * 1024 * 1024;
const WARNED_BELOW_BYTES = 1024 * 1024 * 1024;

/** Refuses a folder that cannot be written or a disk nearly full; returns a warning when it is getting there. */
export async function checkDisk(dataDir: string): Promise<string | undefined> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new LocalError(
      `The data folder ${dataDir} cannot be made (${(error as NodeJS.ErrnoException).code}): set TOLLGATE_DATA_DIR to a folder you may write to.`,
      { cause: error },
    );
  }
  const { bavail, bsize } = await statfs(dataDir);
  const freeBytes = bavail * bsize;
  const free = `${Math.floor(freeBytes / 1024 / 1024)} MB`;
  if (freeBytes < REFUSED_BELOW_BYTES) {
    throw new LocalError(
      `Only ${free} are free on the disk of ${dataDir}, and Tollgate needs 200 MB to start: free some space, or set TOLLGATE_DATA_DIR to a folder on another disk.`,
    );
  }
  return freeBytes < WARNED_BELOW_BYTES ? `Only ${free} are free on the disk of ${dataDir}.` : undefined;
}
