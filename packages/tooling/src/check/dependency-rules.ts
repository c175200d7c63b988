import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import type { Step } from './step.ts';

/** swc parses for it here, so that it misses nothing when it finds no TypeScript below 7. */
const needlessWarning = /‼ missing-tsc-transpiler[\s\S]*$/;

/** Who may import whom, by the rules of .dependency-cruiser.cjs. */
export const dependencyRules: Step = {
  name: 'dependency rules',
  mend: 'ARCHITECTURE.md says who may import whom and why; .dependency-cruiser.cjs holds each rule with a comment.',
  async run(root) {
    const folders = ['apps', 'packages', 'infra', 'e2e'].filter((folder) => existsSync(join(root, folder)));
    const args = [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--output-type',
      'err',
      ...folders,
    ];
    const { exitCode, output, errorOutput } = await runCommand(process.execPath, args, { cwd: root });
    const cruised = /\d+ modules, \d+ dependencies/.exec(output)?.[0] ?? '';
    return {
      isOk: exitCode === 0,
      summary: cruised,
      problems: output.replace(needlessWarning, '') || errorOutput,
    };
  },
};
