import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { ClientConnection } from '../http/client-connection.ts';
import type { HttpListener } from '../http/exchange.ts';
import { Listener, type ListenerOptions, type ServedConnection } from '../http/listener.ts';
import { ClientSession } from '../http2/client-session.ts';
import type { CertificateStore } from './certificate-store.ts';
import { CIPHERS } from './check-certificate.ts';
import { clientCertificateOf } from './client-certificate.ts';

/** Listens for TLS with the certificates of a store; what is inside is read as without it. */
export function listenForTls(
  options: ListenerOptions,
  store: CertificateStore,
  asksForCertificates: boolean,
): Promise<HttpListener> {
  const { limits, docsUrl, handler } = options;
  const connections = new Set<ServedConnection>();
  const onClosed = (connection: ServedConnection) => void connections.delete(connection);
  const server = createServer({
    noDelay: true,
    handshakeTimeout: limits.headTimeoutMs,
    minVersion: 'TLSv1.2',
    ciphers: CIPHERS,
    requestCert: asksForCertificates,
    // Whom a certificate names is looked up by its fingerprint; who signed it does not matter.
    rejectUnauthorized: false,
    ALPNProtocols: ['h2', 'http/1.1'],
    SNICallback: (name, callback) => callback(null, store.contextFor(name)),
  });
  server.maxConnections = limits.connections;
  followFallback(server, store);
  server.on('connection', (socket: Socket) => connections.add(new Handshake(socket, onClosed)));
  server.on('secureConnection', (socket: TLSSocket) => {
    const clientCertificate = asksForCertificates ? clientCertificateOf(socket) : null;
    const connectionOptions = { limits, docsUrl, handler, clientCertificate, onClosed };
    const isHttp2 = socket.alpnProtocol === 'h2';
    connections.add(
      isHttp2
        ? new ClientSession(socket, connectionOptions)
        : new ClientConnection(socket, connectionOptions),
    );
  });
  server.on('tlsClientError', (_, socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(
      { port: options.port, host: options.host, reusePort: options.reusePort, backlog: 2048 },
      () => {
        server.off('error', reject);
        resolve(new Listener(server, connections));
      },
    );
  });
}

function followFallback(server: Server, store: CertificateStore): void {
  const take = () => {
    const { fallback } = store;
    if (!fallback) return;
    const { cert, key } = fallback;
    server.setSecureContext({ cert, key, ciphers: CIPHERS, minVersion: 'TLSv1.2' });
  };
  store.onDefaultChanged = take;
  take();
}

/** The socket below one connection, which a drain ends should it never come to speak TLS. */
class Handshake implements ServedConnection {
  readonly socket: Socket;

  constructor(socket: Socket, onClosed: (connection: ServedConnection) => void) {
    this.socket = socket;
    socket.on('close', () => onClosed(this));
  }

  checkDeadlines(): void {}

  endWhenIdle(): void {}
}
