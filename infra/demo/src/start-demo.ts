import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error.ts';
import { openApiDocument } from './document.ts';
import { readBody } from './read-body.ts';
import { matchRoute, type Route } from './route.ts';
import { countryRoutes } from './routes/country-routes.ts';
import { currencyRoutes } from './routes/currency-routes.ts';
import { distanceRoutes } from './routes/distance-routes.ts';
import { searchRoutes } from './routes/search-routes.ts';
import { timeRoutes } from './routes/time-routes.ts';

/** Every operation of the World API. */
export const demoRoutes: Route[] = [
  ...countryRoutes,
  ...currencyRoutes,
  ...timeRoutes,
  ...searchRoutes,
  ...distanceRoutes,
];

const DOCUMENTS: Record<string, { type: string; text: string }> = {
  '/healthz': { type: 'application/json', text: '{"status":"ok"}' },
  '/openapi.yaml': { type: 'application/yaml', text: openApiDocument.yaml },
  '/openapi.json': { type: 'application/json', text: openApiDocument.json },
};

/** Starts the demo upstream; port 0 takes any free one. */
export async function startDemo({ port, host }: { port: number; host: string }) {
  const server = createServer(
    { keepAliveTimeout: 60_000 },
    (request, response) => void answer(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    async close(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://demo');
    const document = DOCUMENTS[pathname];
    if (document) return send(response, 200, document.type, document.text);
    const { route, params, allowed } = matchRoute(demoRoutes, request.method ?? 'GET', pathname);
    if (!route) throw noRoute(allowed);
    const body = route.method === 'POST' ? await readBody(request) : undefined;
    const result = await route.handle({ params, query: searchParams, body, request, response });
    if (result !== undefined) send(response, 200, 'application/json', JSON.stringify(result));
  } catch (error) {
    sendError(response, error);
  }
}

function noRoute(allowed: string[]): ApiError {
  if (allowed.length === 0)
    return new ApiError(404, 'not_found', 'There is nothing here: see /openapi.yaml.');
  const allow = allowed.join(', ');
  return new ApiError(405, 'method_not_allowed', `This path knows ${allow}.`, { allow });
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known =
    error instanceof ApiError ? error : new ApiError(500, 'internal', 'Something went wrong here.');
  if (known !== error) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  for (const [name, value] of Object.entries(known.headers)) response.setHeader(name, value);
  send(response, known.status, 'application/problem+json', JSON.stringify(known.toBody()));
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
