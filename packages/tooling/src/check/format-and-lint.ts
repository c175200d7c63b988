import { runCommand } from '../run-command.ts';
import type { Step } from './step.ts';

/** Format and lint rules of biome.json over every file that git knows. */
export const formatAndLint: Step = {
  name: 'format and lint',
  mend: 'npm run format mends most of it; the rest is named above.',
  async run(root) {
    const args = [
      'node_modules/@biomejs/biome/bin/biome',
      'check',
      '--error-on-warnings',
      '--max-diagnostics=60',
      '--colors=off',
      '.',
    ];
    const { exitCode, output, errorOutput } = await runCommand(process.execPath, args, { cwd: root });
    const checked = /Checked \d+ files?/.exec(output + errorOutput)?.[0].toLowerCase() ?? '';
    return { isOk: exitCode === 0, summary: checked, problems: output + errorOutput };
  },
};
