import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can swallow everything: connections stay, and nothing comes back. */
export class BlackHole {
  isOpen = false;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#pass(socket));

  constructor(target: URL) {
    this.#target = { host: target.hostname, port: Number(target.port) };
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve()));
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #pass(socket: Socket): void {
    const onward = connect(this.#target);
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (chunk) => {
        if (!this.isOpen) to.write(chunk);
      });
      from.on('error', () => {});
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
