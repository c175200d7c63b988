import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exposeMetrics } from '../metrics/exposition.ts';
import type { Sample } from '../metrics/metric-definitions.ts';
import { type GatewayFacts, type GatewayView, gatewayStatus, readiness } from './gateway-status.ts';

export interface AdminOptions {
  port: number;
  host: string;
  facts: GatewayFacts;
  view: () => GatewayView;
  samples: () => readonly Sample[];
}

export interface AdminListener {
  readonly port: number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Serves /healthz (the process lives), /readyz (every worker can serve, or why not), /status and /metrics. */
export function listenForAdmin(options: AdminOptions): Promise<AdminListener> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] as string;
    const { status, contentType, body } = answer(path, request.headers.accept ?? '', options);
    response.writeHead(status, { 'content-type': contentType, connection: 'close' });
    response.end(body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      resolve({ port: (server.address() as AddressInfo).port, close: () => close(server) });
    });
  });
}

function answer(path: string, accept: string, { facts, view, samples }: AdminOptions): Answer {
  switch (path) {
    case '/healthz':
      return json(200, { healthy: true });
    case '/readyz': {
      const state = readiness(view());
      return json(state.ready ? 200 : 503, state);
    }
    case '/status':
      return json(200, gatewayStatus(facts, view()));
    case '/metrics':
      return { status: 200, ...exposeMetrics(samples(), accept) };
    default:
      return json(404, { error: 'There are /healthz, /readyz, /status and /metrics.' });
  }
}

function json(status: number, body: unknown): Answer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(body)}\n` };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
