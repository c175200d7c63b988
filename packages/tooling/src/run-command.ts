import { spawn } from 'node:child_process';

export type CommandResult = { exitCode: number; output: string; errorOutput: string };

export type CommandOptions = { cwd: string; env?: NodeJS.ProcessEnv; isEchoed?: boolean };

/** Runs a program to its end and returns its exit code with what it printed. */
export function runCommand(program: string, args: string[], options: CommandOptions): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.isEchoed ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errorOutput = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errorOutput += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output, errorOutput }));
  });
}
