import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import handleConfig from 'http-cache-tests/server/handle-config.mjs';
import handleState from 'http-cache-tests/server/handle-state.mjs';
import handleTest from 'http-cache-tests/server/handle-test.mjs';

const HANDLERS: Readonly<Record<string, typeof handleTest>> = {
  config: handleConfig,
  state: handleState,
  test: handleTest,
};

/** The suite's own origin server: it answers as each case has told it, and tells what it was asked. */
export async function startOrigin(): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    const [kind = '', ...segments] = new URL(request.url ?? '/', 'http://origin').pathname
      .split('/')
      .slice(1);
    const handle = HANDLERS[kind];
    if (handle) handle(segments, request, response);
    else response.writeHead(404).end();
  });
  // Longer than any pause of the suite, so that no case fails by a connection that closes as it is used.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
