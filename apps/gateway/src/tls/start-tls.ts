import type { Logger } from 'pino';
import type { TlsConfig } from '../config.ts';
import type { HttpListener } from '../http/exchange.ts';
import type { ListenerOptions } from '../http/listener.ts';
import { type CertificateState, CertificateStore } from './certificate-store.ts';
import { listenForTls } from './tls-listener.ts';

/** TLS in front of a worker. */
export interface TlsFront extends HttpListener {
  certificates(): CertificateState[];
}

const LOOK_EVERY_MS = 2000;

/** Reads the certificates, and listens with them for what `plain` listens for without. */
export async function startTls(
  config: TlsConfig,
  plain: ListenerOptions,
  logger: Logger,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<TlsFront> {
  const store = new CertificateStore({ folder: config.folder, logger, lookEveryMs });
  await store.start();
  const listener = await listenForTls({ ...plain, port: config.port }, store, config.asksForCertificates);
  return {
    port: listener.port,
    certificates: () => store.states(),
    drain: async (deadlineMs) => {
      await listener.drain(deadlineMs);
      await store.stop();
    },
  };
}
