/** Why a request went to the upstream (RFC 9211, 2.2). */
export type ForwardReason = 'bypass' | 'method' | 'request' | 'stale' | 'uri-miss' | 'vary-miss';

/** `Cache-Status` of an answer that was kept; `freshForMs` is below zero for one past its time. */
export function hitStatus(freshForMs: number, detail = ''): string {
  return `Tollgate; hit; ttl=${Math.floor(freshForMs / 1000)}${detail}`;
}

/** `Cache-Status` of an answer that came from the upstream. */
export function forwardStatus(reason: ForwardReason, isStored: boolean): string {
  return `Tollgate; fwd=${reason}${isStored ? '; stored' : ''}`;
}

/** `Cache-Status` of a kept answer for which the upstream was asked, and what that answered. */
export function askedStatus(reason: ForwardReason, status: number | null): string {
  return `Tollgate; fwd=${reason}${status === null ? '' : `; fwd-status=${status}`}; detail=${status === 304 ? 'revalidated' : 'stale-if-error'}`;
}
