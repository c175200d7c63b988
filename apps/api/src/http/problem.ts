import { type DomainError, isDomainError } from '@tollgate/domain/errors';
import { PROBLEMS, type ProblemCode } from '@tollgate/domain/problem-codes';
import type { Logger } from 'pino';

const STORE_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EPIPE',
  '57P01',
  '57P03',
  '53300',
]);

// From their first letter: the text of a failed query may hold any of these words.
const STORE_MESSAGES =
  /^(query read timeout|timeout exceeded when trying to connect|timeout expired|connection terminated|client has encountered a connection error)/i;

function isStoreFailure(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && STORE_ERRORS.has(at.code)) return true;
    if (STORE_MESSAGES.test(at.message)) return true;
  }
  return false;
}

/** The problem+json (RFC 9457) of something thrown; unexpected ones are logged and tell nothing. */
export function toProblem(error: unknown, requestId: string, apiUrl: string, log: Logger): Response {
  const code: ProblemCode = isDomainError(error)
    ? error.code
    : isStoreFailure(error)
      ? 'store_unavailable'
      : 'internal_error';
  if (!isDomainError(error)) log.error({ err: error, requestId }, 'request failed');
  const { status, title } = PROBLEMS[code];
  const known = isDomainError(error) ? (error as DomainError) : undefined;
  const body = {
    type: `${apiUrl}/problems/${code}`,
    title,
    status,
    detail: known?.detail ?? title,
    code,
    requestId,
    ...(known?.errors.length ? { errors: known.errors } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'x-request-id': requestId,
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 503 ? { 'retry-after': '5' } : {}),
    },
  });
}
