import { valuesIn } from '../../media-type.ts';
import type { HeaderPairs } from '../../policy.ts';
import { lastModifiedOf } from './freshness.ts';
import { readHttpDate } from './http-date.ts';

/** Conditions that only the upstream can judge (RFC 9111, 4.3.2). */
const FOR_THE_UPSTREAM = ['if-match', 'if-unmodified-since'];
const OURS_TO_ASK: ReadonlySet<string> = new Set(['if-none-match', 'if-modified-since', 'if-range', 'range']);

/** Whether a request has a condition that must be left to the upstream. */
export function isForUpstream(request: HeaderPairs): boolean {
  return FOR_THE_UPSTREAM.some((name) => valuesIn(request, name).length > 0);
}

/** Whether what the caller holds is what would be answered, so that 304 says it all (RFC 9110, 13.2.2). */
export function isNotModified(request: HeaderPairs, answer: HeaderPairs, receivedAtMs: number): boolean {
  const noneMatch = valuesIn(request, 'if-none-match');
  if (noneMatch.length > 0) {
    const etag = valuesIn(answer, 'etag')[0];
    return noneMatch.some((line) => line.trim() === '*' || (etag !== undefined && namesTag(line, etag)));
  }
  const since = valuesIn(request, 'if-modified-since')[0];
  const sinceMs = since === undefined ? null : readHttpDate(since);
  if (sinceMs === null) return false;
  const changedMs = lastModifiedOf(answer) ?? readHttpDate(valuesIn(answer, 'date')[0] ?? '') ?? receivedAtMs;
  return changedMs <= sinceMs;
}

/** Whether a list of entity tags has this one, by weak comparison. */
function namesTag(list: string, etag: string): boolean {
  const wanted = withoutWeakness(etag);
  return (list.match(/(?:W\/)?"[^"]*"|[^\s,]+/g) ?? []).some((tag) => withoutWeakness(tag) === wanted);
}

function withoutWeakness(etag: string): string {
  return etag.startsWith('W/') ? etag.slice(2) : etag;
}

/** Whether an answer can be asked for on condition. */
export function hasValidator(answer: HeaderPairs): boolean {
  return valuesIn(answer, 'etag').length > 0 || lastModifiedOf(answer) !== null;
}

/** The request with the conditions of what is kept in place of its own. */
export function withConditions(request: HeaderPairs, answer: HeaderPairs): string[] {
  const result = request.filter((_, i) => !OURS_TO_ASK.has(request[i - (i % 2)] as string));
  const etag = valuesIn(answer, 'etag')[0];
  const lastModified = valuesIn(answer, 'last-modified')[0];
  if (etag !== undefined) result.push('if-none-match', etag);
  if (lastModified !== undefined) result.push('if-modified-since', lastModified);
  return result;
}

/** Whether a range may be cut out of what is kept: always, but for an If-Range that means something else. */
export function isRangeMeant(request: HeaderPairs, answer: HeaderPairs): boolean {
  const condition = valuesIn(request, 'if-range')[0];
  if (condition === undefined) return true;
  const etag = valuesIn(answer, 'etag')[0];
  if (condition.startsWith('"')) return condition === etag;
  return condition === valuesIn(answer, 'last-modified')[0];
}
