import type { Problem } from '../http/problem.ts';

const UNREACHABLE: Problem = {
  code: 'upstream_unreachable',
  detail: 'No connection to the API behind the gateway could be made. Try again later.',
};
const FORBIDDEN: Problem = {
  code: 'upstream_unreachable',
  detail: 'The address of the API behind the gateway is not one this gateway may call.',
};
const TIMEOUT: Problem = {
  code: 'upstream_timeout',
  detail: 'The API behind the gateway did not answer in time. Try again later.',
};
const INVALID: Problem = {
  code: 'upstream_invalid_response',
  detail: 'The API behind the gateway did not answer with valid HTTP.',
};

/** The problem that an error of a call upstream is answered with, while nothing was answered yet. */
export function upstreamProblem(error: Error & { code?: string | undefined }, wasSent: boolean): Problem {
  switch (error.code) {
    case 'TOLLGATE_FORBIDDEN_ADDRESS':
      return FORBIDDEN;
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return TIMEOUT;
    default:
      return wasSent ? INVALID : UNREACHABLE;
  }
}

const STALE: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Whether an error is what a kept connection shows that its other side had already closed. */
export function isStaleConnection(error: Error & { code?: string | undefined }): boolean {
  return STALE.has(error.code ?? '');
}
