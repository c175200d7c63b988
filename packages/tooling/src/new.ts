import { resolve } from 'node:path';
import { writeGenerated } from './new/generate.ts';
import { newPolicy } from './new/policy.ts';
import { newVerb } from './new/verb.ts';
import { runCommand } from './run-command.ts';

const usage = `npm run new policy <name>            a gateway policy, registered and with a test
npm run new verb <entity> <verb>     a verb of packages/services, with its input in the contract and a test`;

const root = resolve(import.meta.dirname, '../../..');

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});

async function main([kind, ...words]: string[]): Promise<number> {
  const generated =
    kind === 'policy' ? newPolicy(words[0]) : kind === 'verb' ? newVerb(words[0], words[1]) : undefined;
  if (!generated) {
    console.error(usage);
    return 2;
  }
  const paths = writeGenerated(root, generated);
  const formatted = await runCommand(
    process.execPath,
    [
      'node_modules/@biomejs/biome/bin/biome',
      'check',
      '--write',
      ...paths.filter((path) => path.endsWith('.ts')),
    ],
    { cwd: root },
  );
  if (formatted.exitCode !== 0) console.error(formatted.output + formatted.errorOutput);
  console.log(`Written:\n${paths.map((path) => `  ${path}`).join('\n')}`);
  return formatted.exitCode;
}
