import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where programs are on the path; throws one sentence that names all that are missing. */
export function findPrograms(names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const name of names) {
    const file = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (file) found[name] = file;
  }
  const missing = names.filter((name) => !found[name]);
  if (missing.length > 0) {
    throw new Error(
      `The benchmark needs ${missing.join(' and ')}: install it, for example with apt-get install ${missing.join(' ')}.`,
    );
  }
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
