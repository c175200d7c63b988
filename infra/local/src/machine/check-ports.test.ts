import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { findFreePort } from '../process/free-port.ts';
import { checkPorts } from './check-ports.ts';

async function listen(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test.each(['127.0.0.1', '0.0.0.0'])(
  'a port taken on %s names its holder and the variable that moves it',
  async (host) => {
    const port = await listen(host);
    const needed = [{ service: 'console', port, variable: 'TOLLGATE_CONSOLE_PORT' }];
    const holder = process.platform === 'linux' ? `process ${process.pid} \\(node` : '';
    await expect(checkPorts(needed)).rejects.toThrow(
      new RegExp(`^Port ${port}, which the console needs, is taken by .*${holder}.*TOLLGATE_CONSOLE_PORT`),
    );
  },
);

test('free ports are fine, and every taken one has its own sentence', async () => {
  const free = { service: 'api', port: await findFreePort(), variable: 'TOLLGATE_API_PORT' };
  await expect(checkPorts([free])).resolves.toBeUndefined();
  const taken = [await listen('127.0.0.1'), await listen('127.0.0.1')].map((port) => ({ ...free, port }));
  const error = await checkPorts([...taken, free]).catch((thrown: Error) => thrown);
  expect((error as Error).message.split('\n')).toHaveLength(2);
});
