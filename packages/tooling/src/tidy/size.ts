import type { Project } from '../project.ts';
import { isTest, type Node, nameOf, parseSource, type Source, sourcePaths, walk } from '../source.ts';
import type { TidyCheck } from './check.ts';
import { type Excess, holdToRatchet } from './ratchet.ts';

const maxFileLines = 400;
const maxFunctionLines = 70;

/** Files of at most 400 lines, functions of at most 70. */
export const size: TidyCheck = {
  name: 'size',
  find: (project) => [
    ...holdToRatchet(project, 'fileLines', findLongFiles(project)),
    ...holdToRatchet(project, 'functionLines', findLongFunctions(project)),
  ],
};

function findLongFiles(project: Project): Excess[] {
  const paths = project.paths.filter((path) => /\.(ts|tsx|js|mjs|cjs|css|lua)$/.test(path));
  return paths.flatMap((path) => {
    const lines = project.read(path).trimEnd().split('\n').length;
    if (lines <= maxFileLines) return [];
    const problem = `The file has ${lines} lines; ${maxFileLines} is the most.`;
    return [{ path, key: path, size: lines, problem, mend: 'Split it by what changes together.' }];
  });
}

function findLongFunctions(project: Project): Excess[] {
  return sourcePaths(project).flatMap((path) => {
    const source = parseSource(project, path);
    const excesses: Excess[] = [];
    walk(source.program, (node, ancestors) => {
      const excess = measureFunction(source, node, ancestors.at(-1));
      if (excess) excesses.push(excess);
    });
    return excesses;
  });
}

function measureFunction(source: Source, node: Node, parent: Node | undefined): Excess | undefined {
  if (!['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type)) return;
  if (isTest(source.path) && parent?.type === 'CallExpression' && isSuite(parent)) return;
  const line = source.lineAt(node.start);
  const lines = source.lineAt(node.end - 1) - line + 1;
  if (lines <= maxFunctionLines) return;
  const name = nameOf(node.id) ?? nameOf(parent?.id) ?? nameOf(parent?.key) ?? 'anonymous';
  return {
    path: source.path,
    line,
    key: `${source.path}#${name}`,
    size: lines,
    problem: `The function ${name} has ${lines} lines; ${maxFunctionLines} is the most.`,
    mend: 'Give its steps names of their own.',
  };
}

/** A describe block only groups tests: each test in it is measured by itself. */
function isSuite(call: Node): boolean {
  let callee = call.callee as Node | undefined;
  while (callee && callee.type !== 'Identifier')
    callee = (callee.callee ?? callee.object) as Node | undefined;
  const source = nameOf(callee);
  return (
    source === 'describe' ||
    source === 'suite' ||
    (source === 'test' && isDescribeMember(call.callee as Node))
  );
}

function isDescribeMember(callee: Node): boolean {
  return callee.type === 'MemberExpression' && nameOf(callee.property) === 'describe';
}
