import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DemoResult } from '@tollgate/services/demo/demo-result';
import { LocalError } from '../local-error.ts';
import { startProcess } from '../process/start-process.ts';
import { lastLines } from '../stack/rotate-log.ts';
import type { StartContext } from '../stack/start-stores.ts';

/** Runs the seeder in a process of its own and reads what it made; doing it again changes nothing. */
export async function runSeed(
  { config, guard }: StartContext,
  environment: Record<string, string>,
): Promise<DemoResult> {
  const file = join(config.dataDir, 'demo.json');
  const logFile = join(config.dataDir, 'logs', 'seed.log');
  const started = startProcess(
    {
      name: 'seed',
      command: process.execPath,
      args: ['--enable-source-maps', fileURLToPath(new URL('./main.ts', import.meta.url))],
      env: { ...environment, DEMO_RESULT_FILE: file },
      cwd: config.root,
      stopSignal: 'SIGTERM',
      stage: 'app',
      logFile,
    },
    guard,
  );
  const { code } = await started.exited;
  if (code !== 0 || !existsSync(file)) {
    const said = lastLines(logFile, 15).map((line) => `    ${line}`);
    throw new LocalError([`The demo's data could not be made; ${logFile} ends with:`, ...said].join('\n'));
  }
  return DemoResult.parse(JSON.parse(readFileSync(file, 'utf8')));
}
