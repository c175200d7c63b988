import { connect, type Socket } from 'node:net';

/** What came back on a connection until it was closed or `timeoutMs` passed. */
export interface RawAnswer {
  text: string;
  status: number;
  isClosed: boolean;
  socket: Socket;
}

export interface RawOptions {
  /** The answer is taken when nothing more came for this long. */
  quietMs?: number;
  timeoutMs?: number;
}

/** Sends bytes as they are on a connection of their own and reads what comes back. */
export function sendRaw(port: number, bytes: string | Buffer, options: RawOptions = {}): Promise<RawAnswer> {
  const { quietMs = 300, timeoutMs = 5000 } = options;
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    const finish = (isClosed: boolean) => {
      clearTimeout(quiet);
      clearTimeout(deadline);
      if (!isClosed) socket.destroy();
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), isClosed, socket });
    };
    const deadline = setTimeout(() => finish(false), timeoutMs);
    let quiet: NodeJS.Timeout | undefined;
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      clearTimeout(quiet);
      quiet = setTimeout(() => finish(socket.readableEnded), quietMs);
    });
    socket.on('error', () => {});
    socket.on('close', () => finish(true));
  });
}
