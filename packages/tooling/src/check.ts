import { resolve } from 'node:path';
import { dependencyRules } from './check/dependency-rules.ts';
import { formatAndLint } from './check/format-and-lint.ts';
import type { Step, StepResult } from './check/step.ts';
import { tidy } from './check/tidy.ts';
import { types } from './check/types.ts';
import { unusedCode } from './check/unused-code.ts';

const root = resolve(import.meta.dirname, '../../..');
const steps: Step[] = [types, dependencyRules, unusedCode, formatAndLint, tidy];

/** One tool often waits for the disk while another computes; more than two only fight on a small machine. */
const parallelSteps = 2;

process.exitCode = await checkAll(process.argv.slice(2));

async function checkAll(words: string[]): Promise<number> {
  const chosen =
    words.length === 0 ? steps : steps.filter(({ name }) => words.some((word) => name.includes(word)));
  if (chosen.length === 0) {
    console.error(
      `No step is called ${words.join(' ')}. There are: ${steps.map(({ name }) => name).join(', ')}.`,
    );
    return 2;
  }
  const startedAt = performance.now();
  const failed: string[] = [];
  const waiting = [...chosen];
  await Promise.all(
    Array.from({ length: parallelSteps }, async () => {
      for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
        if (!(await checkOne(step))) failed.push(step.name);
      }
    }),
  );
  const time = seconds(startedAt);
  if (failed.length === 0) console.log(`\nAll ${chosen.length} steps passed in ${time}.`);
  else console.log(`\n${failed.length} of ${chosen.length} steps failed in ${time}: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}

async function checkOne(step: Step): Promise<boolean> {
  const startedAt = performance.now();
  const result = await step.run(root).catch(asFailure);
  const head = `${result.isOk ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(18)}${seconds(startedAt).padStart(7)}`;
  if (result.isOk) {
    console.log(`${head}   ${result.summary}`.trimEnd());
  } else {
    const problems = result.problems
      .replace(/^\s*\n/, '')
      .trimEnd()
      .replace(/^/gm, '  ');
    console.log(`${head}\n\n${problems}\n\n  How to mend it: ${step.mend}\n`);
  }
  return result.isOk;
}

function asFailure(error: unknown): StepResult {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { isOk: false, summary: '', problems: `The step itself broke: ${text}` };
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
