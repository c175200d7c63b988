/**
 * What ended a call: `closed` before its answer was whole, an answer that is not `invalid` HTTP, no head or no more of
 * a body in time, no connection free in time, or whatever a connection failed with.
 */
export type UpstreamErrorCode =
  | 'closed'
  | 'invalid'
  | 'head_timeout'
  | 'idle_timeout'
  | 'wait_timeout'
  | 'not_connected';

/** A call upstream failed. */
export class UpstreamError extends Error {
  readonly code: UpstreamErrorCode;

  constructor(code: UpstreamErrorCode, cause?: Error) {
    super(cause?.message ?? code, { cause });
    this.code = code;
  }
}
