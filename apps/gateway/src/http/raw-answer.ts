import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { newRequestId } from '../metering/event-id.ts';
import type { HeadRefusal } from './check-head.ts';
import { problemBody, problemStatus } from './problem.ts';

const CLOSE_AFTER_MS = 1000;
const answered = new WeakSet<Duplex>();

/** Answers on a connection that can be trusted no more, and closes it. At most once for each connection. */
export function answerRaw(socket: Duplex, refusal: HeadRefusal, docsUrl: string): void {
  const http = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage;
  if (answered.has(socket) || !socket.writable || http?.headersSent) {
    socket.destroy();
    return;
  }
  answered.add(socket);
  const requestId = newRequestId();
  const status = problemStatus(refusal.code);
  const body = problemBody(refusal, docsUrl, requestId, '');
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${body.length}\r\nx-request-id: ${requestId}\r\nconnection: close\r\n\r\n${body}`,
  );
  // What the client still sends is read and dropped for a moment: closing at once would reset the connection
  // and take the answer with it.
  socket.on('data', () => {});
  socket.on('error', () => {});
  setTimeout(() => socket.destroy(), CLOSE_AFTER_MS).unref();
}
