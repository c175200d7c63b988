import { runCommand } from '../run-command.ts';
import type { Step } from './step.ts';

/** Files, exports and dependencies that nothing uses, by knip. */
export const unusedCode: Step = {
  name: 'unused code',
  mend: 'Delete what is named, or drop the word export where only its own file uses it. knip.json holds the entries.',
  async run(root) {
    const args = ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'];
    const { exitCode, output, errorOutput } = await runCommand(process.execPath, args, { cwd: root });
    return { isOk: exitCode === 0, summary: '', problems: output + errorOutput };
  },
};
