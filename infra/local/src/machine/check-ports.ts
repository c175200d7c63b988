import { createServer } from 'node:net';
import { LocalError } from '../local-error.ts';
import { findPortHolder } from './port-holder.ts';

export type NeededPort = { service: string; port: number; variable: string };

// A connection that someone made can have had the port as its own end, and keeps it for a minute after.
const PASSING_MS = 65_000;

/** Refuses to start where a port is taken, saying by whom and which variable moves it. */
export async function checkPorts(needed: NeededPort[]): Promise<void> {
  const sentences = await Promise.all(needed.map(describeObstacle));
  const found = sentences.filter((sentence) => sentence !== undefined);
  if (found.length > 0) throw new LocalError(found.join('\n'));
}

async function describeObstacle({ service, port, variable }: NeededPort): Promise<string | undefined> {
  const deadline = Date.now() + PASSING_MS;
  let reason = await whyNotBindable(port);
  let holder = reason && findPortHolder(port);
  while (reason === 'EADDRINUSE' && !holder && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    reason = await whyNotBindable(port);
    holder = reason && findPortHolder(port);
  }
  if (!reason) return undefined;
  const obstacle =
    reason === 'EADDRINUSE' ? `is taken by ${holder ?? 'another process'}` : `cannot be used (${reason})`;
  return `Port ${port}, which the ${service} needs, ${obstacle}: end that process, or set ${variable} to a free port.`;
}

async function whyNotBindable(port: number): Promise<string | undefined> {
  const reason = await tryBind(port, '127.0.0.1');
  // Elsewhere than on Linux a server on the wildcard address does not hinder one on the loopback address.
  return reason ?? (process.platform === 'linux' ? undefined : tryBind(port, '0.0.0.0'));
}

function tryBind(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
