import type { Problem } from '../http/problem.ts';
import type { UpstreamError } from './client/upstream-error.ts';
import { isTlsFault } from './upstream-tls.ts';

const UNREACHABLE: Problem = {
  code: 'upstream_unreachable',
  detail: 'No connection to the API behind the gateway could be made. Try again later.',
};
const FORBIDDEN: Problem = {
  code: 'upstream_unreachable',
  detail: 'The address of the API behind the gateway is not one this gateway may call.',
};
const UNTRUSTED: Problem = {
  code: 'upstream_untrusted',
  detail: 'The gateway and the API behind it could not prove to each other who they are.',
};
const TIMEOUT: Problem = {
  code: 'upstream_timeout',
  detail: 'The API behind the gateway did not answer in time. Try again later.',
};
const INVALID: Problem = {
  code: 'upstream_invalid_response',
  detail: 'The API behind the gateway did not answer with valid HTTP.',
};

/** The whole of an exchange took longer than it may. */
export const TOTAL_TIMEOUT: Problem = {
  code: 'upstream_timeout',
  detail: 'The API behind the gateway did not finish in time. Try again later.',
};

/** The upstream has as many requests under way as it may. */
export const UPSTREAM_BUSY: Problem = {
  code: 'overloaded',
  detail: 'Too many requests to this API are under way: try again shortly.',
  headers: ['retry-after', '1'],
};

/** The problem that a failed call upstream is answered with, while nothing was answered yet. */
export function upstreamProblem({ code, cause }: UpstreamError): Problem {
  switch (code) {
    case 'head_timeout':
    case 'idle_timeout':
      return TIMEOUT;
    case 'wait_timeout':
      return UPSTREAM_BUSY;
    case 'not_connected':
      return connectProblem((cause as { code?: string } | undefined)?.code);
    default:
      return isTlsFault((cause as { code?: string } | undefined)?.code) ? UNTRUSTED : INVALID;
  }
}

function connectProblem(code: string | undefined): Problem {
  if (code === 'TOLLGATE_FORBIDDEN_ADDRESS') return FORBIDDEN;
  if (isTlsFault(code)) return UNTRUSTED;
  return code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT' ? TIMEOUT : UNREACHABLE;
}
