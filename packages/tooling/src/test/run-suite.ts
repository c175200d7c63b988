import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import { type Tally, tallyPlaywright, tallyVitest } from './tally.ts';

export type SuiteOptions = {
  root: string;
  env: NodeJS.ProcessEnv;
  /** Part of a file path; without it everything runs. */
  filter: string | undefined;
};

/** Runs the tests beside the code with vitest. */
export function runVitest(options: SuiteOptions): Promise<Tally> {
  return runWithReport(options, (reportPath) => ({
    args: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportPath}`,
      ...(options.filter ? [options.filter, '--passWithNoTests'] : []),
    ],
    env: {},
    tally: (report) => tallyVitest(report as Parameters<typeof tallyVitest>[0]),
  }));
}

/** Runs the browser tests in e2e/ with Playwright, which starts a stack of its own. */
export function runPlaywright(options: SuiteOptions): Promise<Tally> {
  return runWithReport(options, (reportPath) => ({
    args: [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config=e2e/playwright.config.ts',
      '--reporter=list,json',
      ...(options.filter ? [options.filter, '--pass-with-no-tests'] : []),
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath },
    tally: (report) => tallyPlaywright(report as Parameters<typeof tallyPlaywright>[0]),
  }));
}

type Runner = { args: string[]; env: Record<string, string>; tally(report: unknown): Tally };

async function runWithReport(
  options: SuiteOptions,
  describe: (reportPath: string) => Runner,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-test-'));
  try {
    const reportPath = join(folder, 'report.json');
    const { args, env, tally } = describe(reportPath);
    const { exitCode } = await runCommand(process.execPath, args, {
      cwd: options.root,
      env: { ...options.env, ...env },
      isEchoed: true,
    });
    if (!existsSync(reportPath)) {
      return {
        passed: 0,
        failed: 1,
        skipped: 0,
        notes: [`${args[0]} ended with ${exitCode} and no report.`],
      };
    }
    return withExitCode(tally(JSON.parse(readFileSync(reportPath, 'utf8'))), exitCode, args[0] ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A runner that ends badly is never green, even when its report lists no failure. */
function withExitCode(tally: Tally, exitCode: number, program: string): Tally {
  if (exitCode === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, notes: [...tally.notes, `${program} ended with ${exitCode}.`] };
}
