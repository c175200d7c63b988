import { connect, type TLSSocket } from 'node:tls';

export const FRAME = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  ping: 6,
  goaway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;
export const FLAG = { endStream: 1, endHeaders: 4 } as const;

/** A frame of HTTP/2 as it came. */
export interface RawFrame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const HEAD_BYTES = 9;

/** A client of HTTP/2 over TLS that sends whatever bytes it is told, after a preface. */
export class RawHttp2Client {
  readonly frames: RawFrame[] = [];
  isClosed = false;
  readonly #socket: TLSSocket;
  #pending: Buffer = Buffer.alloc(0);

  private constructor(socket: TLSSocket) {
    this.#socket = socket;
    socket.on('data', (piece: Buffer) => this.#onData(piece));
    socket.on('error', () => {});
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      this.isClosed = true;
    });
  }

  static open(port: number): Promise<RawHttp2Client> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] });
      socket.once('error', reject);
      socket.once('secureConnect', () => {
        const client = new RawHttp2Client(socket);
        client.send(Buffer.from(PREFACE));
        client.send(frame(FRAME.settings, 0, 0));
        resolve(client);
      });
    });
  }

  /** False when the gateway takes no more for now. */
  send(bytes: Buffer): boolean {
    return this.#socket.destroyed || this.#socket.write(bytes);
  }

  /** Reads nothing more, so that answers have nowhere to go. */
  stopReading(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#socket.destroy();
  }

  #onData(piece: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, piece]);
    while (this.#pending.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + this.#pending.readUIntBE(0, 3);
      if (this.#pending.length < end) return;
      this.frames.push({
        type: this.#pending[3] as number,
        flags: this.#pending[4] as number,
        stream: this.#pending.readUInt32BE(5),
        payload: this.#pending.subarray(HEAD_BYTES, end),
      });
      this.#pending = this.#pending.subarray(end);
    }
  }
}

/** One frame. */
export function frame(
  type: number,
  flags: number,
  stream: number,
  payload: Buffer = Buffer.alloc(0),
): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** Headers as a block of HPACK that compresses nothing. */
export function headerBlock(headers: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(
    headers.flatMap(([name, value]) => [Buffer.from([0]), hpackText(name), hpackText(value)]),
  );
}

function hpackText(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  const length = [];
  if (bytes.length < 127) length.push(bytes.length);
  else {
    let left = bytes.length - 127;
    length.push(127);
    for (; left >= 128; left >>= 7) length.push((left & 127) | 128);
    length.push(left);
  }
  return Buffer.concat([Buffer.from(length), bytes]);
}
