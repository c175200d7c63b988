import { type ServerType, serve } from '@hono/node-server';

/** Time for the head of a request to arrive. */
const HEAD_TIMEOUT_MS = 10_000;
/** Time for a whole request: a document of 25 MB over a slow line. */
const REQUEST_TIMEOUT_MS = 120_000;
const MAX_HEAD_BYTES = 16_384;

/** Serves an app over HTTP with a limit on everything a client may take its time for. */
export function serveApp(
  app: { fetch(request: Request, env?: object): Response | Promise<Response> },
  address: { port: number; host: string },
  onListening: (port: number) => void,
): ServerType {
  return serve(
    {
      // The bindings hold the connection, and so the address a request comes from.
      fetch: (request, env) => app.fetch(request, env),
      port: address.port,
      hostname: address.host,
      serverOptions: {
        headersTimeout: HEAD_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        connectionsCheckingInterval: HEAD_TIMEOUT_MS / 2,
        maxHeaderSize: MAX_HEAD_BYTES,
      },
    },
    ({ port }) => onListening(port),
  );
}
