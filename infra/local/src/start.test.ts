import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { PORT_VARIABLES } from './config.ts';
import { findFreePort } from './process/free-port.ts';

const script = fileURLToPath(new URL('./start.ts', import.meta.url));

function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-start-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function freePorts(): Promise<Record<string, string>> {
  const variables = Object.values(PORT_VARIABLES);
  const ports = await Promise.all(variables.map(findFreePort));
  return Object.fromEntries(variables.map((variable, index) => [variable, String(ports[index])]));
}

async function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [script], { env: { PATH: process.env.PATH ?? '', ...env } });
  onTestFinished(() => void child.kill('SIGTERM'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

test('a taken port ends the start with one sentence, before any store has been made', async () => {
  const dir = makeFolder();
  const ports = await freePorts();
  const server = createServer();
  await new Promise<void>((resolve) =>
    server.listen(Number(ports.TOLLGATE_PORTAL_PORT), '127.0.0.1', resolve),
  );
  onTestFinished(() => void server.close());
  const { code, output } = await start({ ...ports, TOLLGATE_DATA_DIR: dir });
  expect(code).toBe(1);
  expect(output).toContain(`Port ${ports.TOLLGATE_PORTAL_PORT}, which the portal needs, is taken by process`);
  expect(output).toContain('set TOLLGATE_PORTAL_PORT to a free port.');
  expect(output).not.toMatch(/^\s+at /m);
  expect(existsSync(join(dir, 'postgres'))).toBe(false);
  expect(existsSync(join(dir, 'lock'))).toBe(false);
});

test('a second stack on one folder is refused and leaves the description of the first alone', async () => {
  const dir = makeFolder();
  const first = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'infra/local/src/start.ts']);
  onTestFinished(() => void first.kill('SIGKILL'));
  writeFileSync(
    join(dir, 'lock'),
    JSON.stringify({ pid: first.pid, guardPid: first.pid, startedAt: 'noon' }),
  );
  writeFileSync(join(dir, 'stack.json'), '{}');
  const { code, output } = await start({ ...(await freePorts()), TOLLGATE_DATA_DIR: dir });
  expect(code).toBe(1);
  expect(output.trim()).toBe(
    `Tollgate already runs on ${dir} (process ${first.pid}, since noon): stop it first, or set TOLLGATE_DATA_DIR and the ports to run a second stack beside it.`,
  );
  expect(existsSync(join(dir, 'stack.json'))).toBe(true);
  expect(existsSync(join(dir, 'lock'))).toBe(true);
});

test('a data folder that cannot be made, and one whose secrets are gone, are one sentence each', async () => {
  const dir = makeFolder();
  writeFileSync(join(dir, 'file'), '');
  const ports = await freePorts();
  const blocked = await start({ ...ports, TOLLGATE_DATA_DIR: join(dir, 'file', 'data') });
  expect(blocked).toMatchObject({
    code: 1,
    output: expect.stringMatching(/cannot be made \(ENOTDIR\): set TOLLGATE_DATA_DIR/),
  });
  mkdirSync(join(dir, 'half', 'postgres'), { recursive: true });
  const robbed = await start({ ...ports, TOLLGATE_DATA_DIR: join(dir, 'half') });
  expect(robbed).toMatchObject({
    code: 1,
    output: expect.stringMatching(/secrets\.json is gone.*restore it/),
  });
});
