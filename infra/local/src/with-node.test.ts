import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive, waitUntilGone } from './process/alive.ts';

const launcher = fileURLToPath(new URL('../with-node.mjs', import.meta.url));
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tollgate-with-node-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function run(source: string, args: string[] = []) {
  const script = join(dir, `${crypto.randomUUID()}.ts`);
  writeFileSync(script, source);
  const child = spawn(process.execPath, [launcher, script, ...args]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const ended = new Promise<{ code: number | null; output: string; complaints: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output, complaints }));
  });
  return { child, ended };
}

test('TypeScript runs under Node 26 with its arguments, and its exit code comes back', async () => {
  const source =
    'const list: string[] = process.argv.slice(2); console.log(process.version, list.join("+")); process.exit(7);';
  const { code, output, complaints } = await run(source, ['a', 'b c']).ended;
  expect(output).toMatch(/^v26\.\S+ a\+b c\n$/);
  expect(complaints).toBe('');
  expect(code).toBe(7);
});

test('a program started from there by the name of node is Node 26 too', async () => {
  const source = `import { execFileSync } from 'node:child_process'; process.stdout.write(execFileSync('node', ['--version']));`;
  expect((await run(source).ended).output).toMatch(/^v26\./);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s reaches the script', async (signal) => {
  const source = `process.on('${signal}', () => { console.log('heard'); process.exit(0); }); setInterval(() => {}, 1000); console.log('ready');`;
  const { child, ended } = run(source);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill(signal);
  expect(await ended).toMatchObject({ code: 0, output: 'ready\nheard\n' });
});

test('a script that a signal ends gives 128 and the number of the signal', async () => {
  const { code } = await run(`process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`).ended;
  expect(code).toBe(128 + 9);
});

test('a script that is not there is one sentence', async () => {
  const child = spawn(process.execPath, [launcher, join(dir, 'missing.ts')]);
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(complaints).toBe(`${join(dir, 'missing.ts')} does not exist, so there is nothing to run.\n`);
  expect(code).toBe(1);
});

test('a script that npm runs ends when npm is killed with -9, also with a shell between', async () => {
  const script = join(dir, 'forever.ts');
  writeFileSync(script, `console.log(process.pid); setInterval(() => {}, 1000);`);
  // The colon keeps the shell from making way for its only command.
  const command = `'${process.execPath}' '${launcher}' '${script}'; :`;
  const npm = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(command)}], { stdio: 'inherit' });`,
    ],
    { env: { ...process.env, npm_lifecycle_event: 'start' } },
  );
  const pid = Number(await new Promise((resolve) => npm.stdout.once('data', resolve)));
  expect(isAlive(pid)).toBe(true);
  npm.kill('SIGKILL');
  expect(await waitUntilGone(pid, 10_000)).toBe(true);
});
