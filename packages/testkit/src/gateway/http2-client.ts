import {
  type ClientHttp2Session,
  connect,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { Readable } from 'node:stream';

const PIECE_BYTES = 65_536;

/** An answer over HTTP/2 as far as it came. */
export interface Http2Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Error code of the reset that ended the stream; 0 when it ended in order. */
  readonly resetCode: number;
}

/** Opens a connection that speaks HTTP/2 over TLS and trusts any certificate. */
export function openHttp2(port: number): ClientHttp2Session {
  const session = connect(`https://localhost:${port}`, { rejectUnauthorized: false });
  session.on('error', () => {});
  return session;
}

/** Sends one request, with its body if it has one, and reads the answer until its stream closes. */
export function callHttp2(
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders,
  body?: string | Buffer,
): Promise<Http2Answer> {
  return new Promise((resolve) => {
    const stream = session.request(headers, { endStream: body === undefined });
    const chunks: Buffer[] = [];
    let answered: IncomingHttpHeaders = {};
    let trailers: IncomingHttpHeaders = {};
    stream.on('response', (fields) => {
      answered = fields;
    });
    stream.on('trailers', (fields) => {
      trailers = fields;
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', () => {});
    stream.on('close', () =>
      resolve({
        status: Number(answered[':status'] ?? 0),
        headers: answered,
        trailers,
        body: Buffer.concat(chunks),
        resetCode: stream.rstCode ?? 0,
      }),
    );
    if (body !== undefined) Readable.from(piecesOf(Buffer.from(body))).pipe(stream);
  });
}

// Node's client gives up when it holds more than ten megabytes of its own.
function* piecesOf(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += PIECE_BYTES) yield body.subarray(at, at + PIECE_BYTES);
}
