import { valuesIn } from '../media-type.ts';
import type { HeaderPairs } from '../policy.ts';
import type { KeptAnswer } from './answer-store.ts';
import { isNotModified, isRangeMeant } from './rules/conditions.ts';
import { type ByteRange, readRange } from './rules/ranges.ts';

/** A kept answer as it is sent. */
export interface CachedAnswer {
  readonly status: number;
  readonly headers: string[];
  /** Null when none is sent. */
  readonly body: Uint8Array | null;
}

/** How old an answer is now, in milliseconds. */
export function ageOf(answer: KeptAnswer, nowMs: number): number {
  return answer.ageAtReceiptMs + Math.max(0, nowMs - answer.receivedAtMs);
}

/** What a caller is sent of a kept answer: all of it, the part asked for, or that it has not changed. */
export function toAnswer(
  kept: KeptAnswer,
  method: string,
  request: HeaderPairs,
  nowMs: number,
  cacheStatus: string,
): CachedAnswer {
  const { status, headers, body, receivedAtMs } = kept;
  const own = ['age', String(Math.floor(ageOf(kept, nowMs) / 1000)), 'cache-status', cacheStatus];
  if (status === 200 && isNotModified(request, headers, receivedAtMs)) {
    return { status: 304, headers: [...withoutContent(headers), ...own], body: null };
  }
  const range = method === 'GET' && status === 200 ? rangeOf(request, headers, body.length) : null;
  if (range === 'unsatisfiable') {
    const unmet = ['content-range', `bytes */${body.length}`, 'content-length', '0'];
    return { status: 416, headers: [...withoutContent(headers), ...unmet, ...own], body: null };
  }
  if (range !== null) return toPart(kept, range, own);
  const length = status === 204 ? [] : ['content-length', String(body.length)];
  const isSent = method !== 'HEAD' && body.length > 0;
  return { status, headers: [...headers, ...length, ...own], body: isSent ? body : null };
}

function rangeOf(
  request: HeaderPairs,
  headers: HeaderPairs,
  size: number,
): ByteRange | 'unsatisfiable' | null {
  const ranges = valuesIn(request, 'range');
  if (ranges.length !== 1 || !isRangeMeant(request, headers)) return null;
  return readRange(ranges[0] as string, size);
}

function toPart({ headers, body }: KeptAnswer, { first, last }: ByteRange, own: string[]): CachedAnswer {
  const part = body.subarray(first, last + 1);
  const framing = [
    'content-range',
    `bytes ${first}-${last}/${body.length}`,
    'content-length',
    String(part.length),
  ];
  return { status: 206, headers: [...without(headers, 'content-range'), ...framing, ...own], body: part };
}

function without(headers: HeaderPairs, left: string): string[] {
  return headers.filter((_, i) => headers[i - (i % 2)] !== left);
}

function withoutContent(headers: HeaderPairs): string[] {
  return headers.filter((_, i) => {
    const name = headers[i - (i % 2)] as string;
    return !name.startsWith('content-') || name === 'content-location';
  });
}
