import { isTest, type Node, nameOf, parseSource, type Source, sourcePaths, walk } from '../source.ts';
import type { Finding, TidyCheck } from './check.ts';

const runners = new Set(['test', 'it', 'describe', 'suite']);
const escapes = new Set(['only', 'skip', 'skipIf', 'runIf', 'todo', 'fixme', 'fails', 'fail']);
const mocks = new Set(['mock', 'doMock', 'unmock', 'hoisted']);

/** No module mocks, no test that is left out, no note that something is still to be done. */
export const testDiscipline: TidyCheck = {
  name: 'test-discipline',
  find: (project) =>
    sourcePaths(project).flatMap((path) => {
      const source = parseSource(project, path);
      return [...findTodos(source), ...(isTest(path) ? findEscapes(source) : [])];
    }),
};

function findTodos({ path, comments, lineAt }: Source): Finding[] {
  return comments
    .filter(({ value }) => /\b(TODO|FIXME|XXX|HACK)\b(?!\s*\(#\d+\))/.test(value))
    .map(({ start }) => ({
      path,
      line: lineAt(start),
      problem: 'A bare TODO is forgotten.',
      mend: 'Do it, or open an issue and write TODO(#12).',
    }));
}

function findEscapes(source: Source): Finding[] {
  const findings: Finding[] = [];
  walk(source.program, (node) => {
    const found = judge(node);
    if (found) findings.push({ path: source.path, line: source.lineAt(node.start), ...found });
  });
  return findings;
}

function judge(node: Node): Pick<Finding, 'problem' | 'mend'> | undefined {
  if (node.type === 'CallExpression' && ['xit', 'xtest', 'xdescribe'].includes(nameOf(node.callee) ?? '')) {
    return { problem: 'A test is left out.', mend: 'Mend the test or delete it.' };
  }
  if (node.type !== 'MemberExpression') return undefined;
  const property = nameOf(node.property) ?? '';
  const owner = rootOf(node.object as Node);
  if (owner === 'vi' && mocks.has(property)) {
    return {
      problem: `vi.${property} replaces a module behind the back of the code.`,
      mend: 'Pass the dependency in, and use its fake from packages/testkit.',
    };
  }
  if (runners.has(owner ?? '') && escapes.has(property)) {
    return {
      problem: `.${property} leaves tests out.`,
      mend: 'Run it always; a missing service is a loud failure, never a skip.',
    };
  }
  return undefined;
}

function rootOf(node: Node): string | undefined {
  let current: Node | undefined = node;
  while (current && current.type === 'MemberExpression') current = current.object as Node | undefined;
  return nameOf(current);
}
