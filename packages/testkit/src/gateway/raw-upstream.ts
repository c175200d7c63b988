import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A request as its bytes arrived. */
export interface RawRequest {
  /** Request line and headers, without the empty line. */
  head: string;
  body: Buffer;
}

/** What an upstream does with a request it has read. */
export type UpstreamScript = (socket: Socket, request: RawRequest) => void;

const HEAD_END = '\r\n\r\n';

/** An upstream on a bare socket: it keeps every byte it was sent, and answers whatever its script writes. */
export class RawUpstream {
  readonly requests: RawRequest[] = [];
  connections = 0;
  bytesReceived = 0;
  script: UpstreamScript = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve()));
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #accept(socket: Socket): void {
    this.connections++;
    this.#sockets.add(socket);
    let pending: Buffer = Buffer.alloc(0);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      this.bytesReceived += chunk.length;
      pending = Buffer.concat([pending, chunk]);
      for (let taken = takeRequest(pending); taken; taken = takeRequest(pending)) {
        pending = taken.rest;
        this.requests.push(taken.request);
        this.script(socket, taken.request);
      }
    });
  }
}

function takeRequest(bytes: Buffer): { request: RawRequest; rest: Buffer } | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end === -1) return undefined;
  const head = bytes.subarray(0, end).toString('latin1');
  const start = end + HEAD_END.length;
  const size = bodySize(head, bytes.subarray(start));
  if (size === undefined || bytes.length < start + size) return undefined;
  return { request: { head, body: bytes.subarray(start, start + size) }, rest: bytes.subarray(start + size) };
}

function bodySize(head: string, after: Buffer): number | undefined {
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  if (!/^transfer-encoding:/im.test(head)) return 0;
  const last = after.indexOf('0\r\n\r\n');
  return last === -1 ? undefined : last + 5;
}
