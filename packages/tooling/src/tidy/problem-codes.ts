import type { Project } from '../project.ts';
import { isTest, type Node, nameOf, parseSource, walk } from '../source.ts';
import type { Finding, TidyCheck } from './check.ts';

const cataloguePath = 'packages/domain/src/problem-codes.ts';
const docsFolder = 'docs/problems';

/** Every problem code has a docs page and a test, and every docs page a code. */
export const problemCodes: TidyCheck = {
  name: 'problem-codes',
  find(project) {
    if (!project.has(cataloguePath)) return [];
    const codes = readCodes(project);
    return [
      ...findCodesWithoutPage(project, codes),
      ...findCodesWithoutTest(project, codes),
      ...findStrayPages(project, codes),
    ];
  },
};

/** Codes are the keys of catalogue objects whose values have a status. */
function readCodes(project: Project): string[] {
  const codes: string[] = [];
  walk(parseSource(project, cataloguePath).program, (node) => {
    const value = node.type === 'Property' ? (node.value as Node) : undefined;
    const keys = ((value?.properties ?? []) as Node[]).map(({ key }) => nameOf(key));
    const code = nameOf(node.key);
    if (code && keys.includes('status')) codes.push(code);
  });
  return codes;
}

function findCodesWithoutPage(project: Project, codes: string[]): Finding[] {
  const missing = codes.filter((code) => !project.has(`${docsFolder}/${code}.md`));
  if (missing.length === 0) return [];
  const problem = `No docs page: ${missing.join(', ')}.`;
  const mend = `Write ${docsFolder}/<code>.md: what happened, and what to do about it.`;
  return [{ path: cataloguePath, problem, mend }];
}

function findCodesWithoutTest(project: Project, codes: string[]): Finding[] {
  // The tests of the checks name codes as examples, which proves nothing about them.
  const testPaths = project.paths.filter((path) => isTest(path) && !path.startsWith('packages/tooling/'));
  const tests = testPaths.map((path) => project.read(path));
  const isTested = (code: string) => {
    const quoted = new RegExp(`['"\`]${code}['"\`]`);
    return tests.some((text) => quoted.test(text));
  };
  const untested = codes.filter((code) => !isTested(code));
  if (untested.length === 0) return [];
  const problem = `No test names: ${untested.join(', ')}.`;
  return [{ path: cataloguePath, problem, mend: 'Test that each is answered, or delete it.' }];
}

function findStrayPages(project: Project, codes: string[]): Finding[] {
  const known = new Set(codes.map((code) => `${docsFolder}/${code}.md`));
  return project.paths
    .filter((path) => path.startsWith(`${docsFolder}/`) && !path.endsWith('/README.md') && !known.has(path))
    .map((path) => ({ path, problem: 'This page is about no problem code.', mend: 'Delete or rename it.' }));
}
