/** How an attempt ended, as far as the target is to blame; unknown when the client or the gateway ended it. */
export type Outcome = 'success' | 'failure' | 'unknown';

/** Whether a status says that the target itself, rather than the request, is the trouble. */
export function isFailureStatus(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}
