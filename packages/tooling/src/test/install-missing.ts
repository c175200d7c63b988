import { spawnSync } from 'node:child_process';
import { runCommand } from '../run-command.ts';
import { findProgram, isOnPath, programVariables } from './find-program.ts';
import { type Machine, type Need, planInstall } from './plan-install.ts';

/**
 * Makes sure that every needed program is there, installs what is missing and says so.
 * Returns the variables that tell the tests where the programs are. Throws with what to do otherwise.
 */
export async function installMissing(needs: Need[], env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const missing = needs.filter((need) => findProgram(need, env) === undefined);
  if (missing.length > 0) await install(missing, env);
  const found = needs.map((need) => [programVariables[need], findProgram(need, env)] as const);
  const absent = found.filter(([, path]) => path === undefined).map(([variable]) => variable);
  if (absent.length > 0) {
    throw new Error(`Installed, but still not found: set ${absent.join(' and ')} to where the program is.`);
  }
  for (const [variable, path] of found) console.log(`  ${variable}=${path}`);
  return Object.fromEntries(found.map(([variable, path]) => [variable, path ?? '']));
}

async function install(missing: Need[], env: NodeJS.ProcessEnv): Promise<void> {
  const plan = planInstall(missing, describeMachine(env));
  if ('message' in plan) throw new Error(plan.message);
  for (const [program = '', ...args] of plan.commands) {
    console.log(`Installing what is missing (${missing.join(', ')}): ${[program, ...args].join(' ')}`);
    const { exitCode } = await runCommand(program, args, {
      cwd: process.cwd(),
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      isEchoed: true,
    });
    if (exitCode !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${exitCode}.`);
  }
}

function describeMachine(env: NodeJS.ProcessEnv): Machine {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    hasSudo: isOnPath('sudo', env) && spawnSync('sudo', ['-n', 'true']).status === 0,
    hasApt: isOnPath('apt-get', env),
    hasBrew: isOnPath('brew', env),
  };
}
