import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runCommand } from '../run-command.ts';
import { listWorkspaces } from '../workspaces.ts';
import type { Step } from './step.ts';

const extendsBaseOnly =
  /^\{\s*"extends": "(\.\.\/)+tsconfig\.base\.json",\s*"include": \["\*\*\/\*\.ts"\]\s*\}\s*$/;

/** TypeScript over every workspace that has a tsconfig.json. */
export const types: Step = {
  name: 'types',
  mend: 'npx tsc -p <workspace> shows one workspace alone.',
  async run(root) {
    const configs = listWorkspaces(root)
      .map((workspace) => join(workspace, 'tsconfig.json'))
      .filter((config) => existsSync(join(root, config)));
    const plain = configs.filter((config) => extendsBaseOnly.test(readFileSync(join(root, config), 'utf8')));
    const special = configs.filter((config) => !plain.includes(config));
    const programs = [...(plain.length > 0 ? [writeJointConfig(root, plain)] : []), ...special];
    const outputs: string[] = [];
    for (const program of programs) {
      const args = ['node_modules/typescript/bin/tsc', '-p', program, '--noEmit', '--pretty', 'false'];
      const { exitCode, output, errorOutput } = await runCommand(process.execPath, args, { cwd: root });
      if (exitCode !== 0) outputs.push((output + errorOutput).trim());
    }
    return {
      isOk: outputs.length === 0,
      summary: `${configs.length} workspaces in ${programs.length} programs`,
      problems: [...new Set(outputs.join('\n').split('\n'))].join('\n'),
    };
  },
};

/**
 * Workspaces with the base options alone are one program: they import each other's sources, and
 * apart each of them would check the same files again.
 */
function writeJointConfig(root: string, configs: string[]): string {
  const folder = join(root, 'node_modules/.cache/tollgate');
  mkdirSync(folder, { recursive: true });
  const up = relative(folder, root);
  const config = {
    extends: `${up}/tsconfig.base.json`,
    compilerOptions: { incremental: true, tsBuildInfoFile: './tsconfig.joint.tsbuildinfo' },
    include: configs.map((path) => `${up}/${path.replace('tsconfig.json', '**/*.ts')}`),
    exclude: [`${up}/**/node_modules`],
  };
  const path = join(folder, 'tsconfig.joint.json');
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`);
  return relative(root, path);
}
