import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a repository as the tidy checks see them: relative paths and texts, nothing else. */
export type Project = {
  /** Every file that git tracks or would track, sorted. */
  paths: string[];
  read(path: string): string;
  has(path: string): boolean;
};

/** Reads the repository at root, including files that are not committed yet. */
export function readProject(root: string): Project {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const paths = [...new Set(listed.split('\0'))].filter(
    (path) => path !== '' && existsSync(join(root, path)),
  );
  return projectOf(paths.sort(), (path) => readFileSync(join(root, path), 'utf8'));
}

/** A project made of texts, for the tests of the checks. */
export function fakeProject(files: Record<string, string>): Project {
  return projectOf(Object.keys(files).sort(), (path) => files[path] ?? '');
}

function projectOf(paths: string[], readText: (path: string) => string): Project {
  const entries = new Set(paths.flatMap((path) => [path, ...foldersOf(path)]));
  const texts = new Map<string, string>();
  return {
    paths,
    has: (path) => entries.has(path.replace(/\/$/, '')),
    read(path) {
      const text = texts.get(path) ?? readText(path);
      texts.set(path, text);
      return text;
    },
  };
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
