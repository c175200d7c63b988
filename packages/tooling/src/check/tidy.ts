import { readProject } from '../project.ts';
import { runTidyChecks } from '../tidy/all.ts';
import type { Step } from './step.ts';

/** The house rules that no off-the-shelf tool knows. */
export const tidy: Step = {
  name: 'tidy',
  mend: 'Each line says how. The checks are in packages/tooling/src/tidy, one file each.',
  async run(root) {
    const project = readProject(root);
    const { checkCount, findings } = runTidyChecks(project);
    const problems = findings.map(
      ({ check, path, line, problem, mend }) =>
        `${path}${line === undefined ? '' : `:${line}`}  ${problem}\n    ${mend} (${check})`,
    );
    return {
      isOk: findings.length === 0,
      summary: `${checkCount} checks over ${project.paths.length} files`,
      problems: problems.join('\n'),
    };
  },
};
