import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { waitFor } from './wait-for.ts';

/** The gateway as people run it: a process that starts its workers and its shipper. */
export interface GatewayProcess {
  readonly port: number;
  readonly child: ChildProcess;
  /** Process ids of the workers that are up. */
  workerPids(): Promise<number[]>;
  stop(): Promise<void>;
}

interface Status {
  ready: boolean;
  workers: ({ pid: number } | null)[];
}

const MAIN = resolve(import.meta.dirname, '../../../../apps/gateway/src/main.ts');
const READY_MS = 20_000;

/** Starts the gateway on ports of its own and waits until it is ready. */
export async function startGatewayProcess(env: NodeJS.ProcessEnv): Promise<GatewayProcess> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...env, PORT: String(port), ADMIN_PORT: String(adminPort) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const status = async () => (await (await fetch(`http://127.0.0.1:${adminPort}/status`)).json()) as Status;
  await waitFor(async () => (await status().catch(() => null))?.ready === true, READY_MS, 'a ready gateway');
  return {
    port,
    child,
    workerPids: async () => (await status()).workers.flatMap((worker) => worker?.pid ?? []),
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.kill('SIGTERM');
      }),
  };
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
