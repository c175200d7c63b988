import { readFileSync, realpathSync, statSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, sep } from 'node:path';

/** A module that is there. */
export interface FoundModule {
  /** Without symbolic links. */
  readonly path: string;
  /** Another one when the file changed. */
  readonly signature: string;
}

const MOST_BYTES = 1_048_576;

/** Finds a module in the folder of custom policies. Throws with the reason when there is none that may be run. */
export function findModule(folder: string | null, module: string): FoundModule {
  if (folder === null) {
    throw new Error(
      `custom policy ${module} cannot run: GATEWAY_CUSTOM_POLICIES_DIR is not set on this gateway`,
    );
  }
  const root = realPath(folder);
  if (root === null)
    throw new Error(`custom policy ${module} cannot run: the folder of custom policies is not there`);
  const path = realPath(join(root, module));
  if (path === null) throw new Error(`custom policy ${module} is not in the folder of custom policies`);
  if (!path.startsWith(root + sep)) {
    throw new Error(`custom policy ${module} leads out of the folder of custom policies`);
  }
  const stat = statSync(path);
  const { size, mtimeMs } = stat;
  if (!stat.isFile()) throw new Error(`custom policy ${module} is not a file`);
  if (size > MOST_BYTES) throw new Error(`custom policy ${module} has more than ${MOST_BYTES} bytes`);
  checkSyntax(path, module);
  return { path, signature: `${path} ${mtimeMs} ${size}` };
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function checkSyntax(path: string, module: string): void {
  if (!/\.m?ts$/.test(path)) return;
  try {
    stripTypeScriptTypes(readFileSync(path, 'utf8'));
  } catch (error) {
    const [reason] = (error as Error).message.split('\n', 1);
    throw new Error(`custom policy ${module} is not TypeScript that can be run: ${reason}`);
  }
}
