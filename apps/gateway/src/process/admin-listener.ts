import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkerStatus } from './messages.ts';

export interface AdminOptions {
  port: number;
  host: string;
  version: string;
  /** The latest status of each slot; undefined for one that has not told any. */
  statuses: () => readonly (WorkerStatus | undefined)[];
}

export interface AdminListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves /healthz (the process lives), /readyz (every worker can serve, or why not) and /status. */
export function listenForAdmin(options: AdminOptions): Promise<AdminListener> {
  const server = createServer((request, response) => {
    const { status, body } = answer(request.url ?? '', options);
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(`${JSON.stringify(body)}\n`);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      resolve({ port: (server.address() as AddressInfo).port, close: () => close(server) });
    });
  });
}

function answer(url: string, { statuses, version }: AdminOptions): { status: number; body: unknown } {
  const workers = statuses();
  const reasons = workers.flatMap((status, slot) =>
    status ? status.reasons.map((reason) => `worker ${slot}: ${reason}`) : [`worker ${slot}: not started`],
  );
  const isReady = workers.every((status) => status?.isReady);
  switch (url) {
    case '/healthz':
      return { status: 200, body: { healthy: true } };
    case '/readyz':
      return { status: isReady ? 200 : 503, body: { ready: isReady, reasons } };
    case '/status':
      return { status: 200, body: { version, ready: isReady, reasons, workers } };
    default:
      return { status: 404, body: { error: 'There are /healthz, /readyz and /status.' } };
  }
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
