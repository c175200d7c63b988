import type { Project } from '../project.ts';
import { isTest, type Node, nameOf, parseSource, sourcePaths } from '../source.ts';
import type { Finding, TidyCheck } from './check.ts';

/** Every exported function of a package says in a sentence what it does. */
export const docComments: TidyCheck = {
  name: 'doc-comments',
  find: (project) =>
    sourcePaths(project)
      .filter((path) => /^packages\/[^/]+\/src\//.test(path) && !isTest(path))
      .flatMap((path) => judge(project, path)),
};

function judge(project: Project, path: string): Finding[] {
  const { program, comments, text, lineAt } = parseSource(project, path);
  const isDocumented = ({ start }: Node) =>
    comments.some(
      ({ type, value, end }) =>
        type === 'Block' && value.startsWith('*') && text.slice(end, start).trim() === '',
    );
  return (program.body as Node[])
    .filter(({ type }) => type === 'ExportNamedDeclaration')
    .filter(({ declaration }) => (declaration as Node | null)?.type === 'FunctionDeclaration')
    .filter((node) => !isDocumented(node))
    .map((node) => ({
      path,
      line: lineAt(node.start),
      problem: `The exported function ${nameOf((node.declaration as Node).id)} has no comment.`,
      mend: 'Say in a sentence what it gives: shapes, units, errors and source where they are not obvious.',
    }));
}
