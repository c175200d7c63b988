import { createServer } from 'node:net';
import { LocalError } from '../local-error.ts';
import { findPortHolder } from './port-holder.ts';

export type NeededPort = { service: string; port: number; variable: string };

/** Refuses to start where a port is taken, saying by whom and which variable moves it. */
export async function checkPorts(needed: NeededPort[]): Promise<void> {
  const sentences: string[] = [];
  for (const { service, port, variable } of needed) {
    const reason = await whyNotBindable(port);
    if (!reason) continue;
    const holder =
      reason === 'EADDRINUSE'
        ? `is taken by ${findPortHolder(port) ?? 'another process'}`
        : `cannot be used (${reason})`;
    sentences.push(
      `Port ${port}, which the ${service} needs, ${holder}: end that process, or set ${variable} to a free port.`,
    );
  }
  if (sentences.length > 0) throw new LocalError(sentences.join('\n'));
}

async function whyNotBindable(port: number): Promise<string | undefined> {
  // Both, because a server on the wildcard address hides one on the loopback address on some systems.
  return (await tryBind(port, '127.0.0.1')) ?? (await tryBind(port, '0.0.0.0'));
}

function tryBind(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
