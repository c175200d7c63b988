import { STATUS_CODES } from 'node:http';
import { newRequestId } from '../metering/event-id.ts';
import type { HeadRefusal } from './parse-request-head.ts';
import { problemBody, problemStatus } from './problem.ts';

/** A whole response to what is no request, and the last one of its connection. */
export function rawAnswer(refusal: HeadRefusal, docsUrl: string): string {
  const requestId = newRequestId();
  const status = problemStatus(refusal.code);
  const body = problemBody(refusal, docsUrl, requestId, '');
  return (
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\n` +
    `content-length: ${body.length}\r\nx-request-id: ${requestId}\r\nconnection: close\r\n\r\n${body}`
  );
}
