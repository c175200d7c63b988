import { readProject } from '../project.ts';
import { type NamedFinding, runTidyChecks } from '../tidy-checks.ts';
import type { Step } from './step.ts';

/** The house rules that no off-the-shelf tool knows. */
export const tidy: Step = {
  name: 'tidy',
  mend: 'Each line says how. The checks are in packages/tooling/src/tidy, one file each.',
  async run(root) {
    const project = readProject(root);
    const { checkCount, findings } = runTidyChecks(project);
    return {
      isOk: findings.length === 0,
      summary: `${checkCount} checks over ${project.paths.length} files`,
      problems: describe(findings),
    };
  },
};

/** Findings that are mended alike stand together. */
function describe(findings: NamedFinding[]): string {
  const groups = Map.groupBy(findings, ({ check, mend }) => `${check}: ${mend}`);
  return [...groups]
    .map(([head, members]) => {
      const lines = members.map(
        ({ path, line, problem }) => `  ${path}${line === undefined ? '' : `:${line}`}  ${problem}`,
      );
      return [head, ...lines].join('\n');
    })
    .join('\n\n');
}
