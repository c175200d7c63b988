import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders of all workspaces that package.json names, relative to the root and sorted. */
export function listWorkspaces(root: string): string[] {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    workspaces: string[];
  };
  return workspaces
    .flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: root }))
    .map((path) => dirname(path))
    .sort();
}
