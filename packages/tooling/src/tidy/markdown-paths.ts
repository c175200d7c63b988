import { posix } from 'node:path';
import type { Project } from '../project.ts';
import type { Finding, TidyCheck } from './check.ts';

/** What programs make and git does not keep. */
const generated = /^(\.local|node_modules|\.next|coverage|test-results)(\/|$)/;
const topFolder = /^(\.\/)?(apps|packages|infra|migrations|e2e|docs|\.ci|\.github)\//;
const rootFile = /^[\w.-]+\.(json|ya?ml|md|cjs|mjs|ts)$/;
const placeholder = /[<>*{}…]|\.\.\./;

/** Every path that a Markdown file names exists. */
export const markdownPaths: TidyCheck = {
  name: 'markdown-paths',
  find: (project) =>
    project.paths.filter((path) => path.endsWith('.md')).flatMap((path) => judge(project, path)),
};

function judge(project: Project, path: string): Finding[] {
  return project
    .read(path)
    .split('\n')
    .flatMap((text, index) =>
      namedPaths(path, text)
        .filter((named) => !exists(project, named))
        .map((named) => ({
          path,
          line: index + 1,
          problem: `${named} does not exist.`,
          mend: 'Name what is there now, or leave it out.',
        })),
    );
}

function namedPaths(path: string, line: string): string[] {
  const links = [...line.matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
    .map((match) => (match[1] ?? '').replace(/[#?].*$/, ''))
    .filter((target) => target !== '' && !/^([a-z]+:|\/|#)/.test(target))
    .map((target) => posix.normalize(posix.join(posix.dirname(path), target)));
  const words = line
    .replace(/\]\([^)]*\)/g, ']')
    .split(/[\s`'"(),;|]+/)
    .map((word) => word.replace(/[.:]+$/, '').replace(/:\d+$/, ''))
    .filter((word) => topFolder.test(word) || isQuotedRootFile(path, line, word))
    .map((word) => word.replace(/^\.\//, ''));
  return [...new Set([...links, ...words])];
}

/** A bare file name means the root only in files of the root; elsewhere it may mean a neighbour. */
function isQuotedRootFile(path: string, line: string, word: string): boolean {
  return !path.includes('/') && rootFile.test(word) && line.includes(`\`${word}\``);
}

function exists(project: Project, named: string): boolean {
  if (generated.test(named)) return true;
  if (!placeholder.test(named)) return project.has(named) || hasAnywhere(project, named);
  const known = named.split('/').slice(
    0,
    named.split('/').findIndex((part) => placeholder.test(part)),
  );
  return known.length === 0 || project.has(known.join('/'));
}

/** A bare name like `config.ts` stands for every file of that name. */
function hasAnywhere(project: Project, named: string): boolean {
  return !named.includes('/') && project.paths.some((path) => path.endsWith(`/${named}`));
}
