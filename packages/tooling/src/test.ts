import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installMissing } from './test/install-missing.ts';
import { runPlaywright, runVitest, type SuiteOptions } from './test/run-suite.ts';
import { isGreen, sumTallies, type Tally } from './test/tally.ts';

const usage = `npm test                      everything: tests beside the code, then the browser tests
npm test -- --unit            only the tests beside the code
npm test -- --e2e             only the browser tests
npm test -- services/src/key  only files whose path contains this`;

process.exitCode = await main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n\n0 passed, 1 failed`);
  return 1;
});

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { unit: { type: 'boolean' }, e2e: { type: 'boolean' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const suites = [
    ...(values.e2e && !values.unit ? [] : [{ title: 'Tests beside the code', run: runVitest }]),
    ...(values.unit && !values.e2e ? [] : [{ title: 'Browser tests', run: runPlaywright }]),
  ];
  const needsBrowser = suites.some(({ run }) => run === runPlaywright);
  console.log('\n== What npm does not bring');
  const programs = await installMissing(needsBrowser ? ['redis', 'chromium'] : ['redis'], process.env);
  const options: SuiteOptions = {
    root: resolve(import.meta.dirname, '../../..'),
    env: { ...process.env, ...programs },
    filter: positionals[0],
  };
  const tallies: Tally[] = [];
  for (const { title, run } of suites) {
    console.log(`\n== ${title}`);
    const tally = await run(options);
    if (options.filter === undefined && tally.passed + tally.failed === 0) {
      tally.failed += 1;
      tally.notes.push(`${title}: none ran.`);
    }
    tallies.push(tally);
  }
  return report(sumTallies(tallies));
}

function report(tally: Tally): number {
  console.log('');
  for (const note of tally.notes) console.log(note);
  if (tally.skipped > 0) console.log(`${tally.skipped} skipped: a test that does not run proves nothing.`);
  const isOk = isGreen(tally);
  if (!isOk && tally.failed === 0 && tally.passed === 0) console.log('No test ran.');
  console.log(`${tally.passed} passed, ${tally.failed + tally.skipped} failed`);
  return isOk ? 0 : 1;
}
