import { randomTrace } from '../metering/event-id.ts';

export interface TraceContext {
  readonly traceId: string;
  /** What is sent upstream: the caller's trace, a span of ours. */
  readonly traceparent: string;
}

/** What a caller's `traceparent` says. */
export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: string;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
export const SAMPLED = '01';
const NOT_SAMPLED = '00';

/** Reads a W3C `traceparent`; null when there is none, more than one, or one that is not as it should be. */
export function readTraceParent(values: readonly string[]): TraceParent | null {
  const found = values.length === 1 ? TRACEPARENT.exec(values[0] as string) : null;
  if (found === null || found[1] === NO_TRACE || found[2] === NO_SPAN) return null;
  return { traceId: found[1] as string, spanId: found[2] as string, flags: found[3] as string };
}

/** Continues the trace a caller sent by W3C `traceparent`, or begins one that is sampled. */
export function traceContext(values: readonly string[]): TraceContext {
  return continueTrace(readTraceParent(values), SAMPLED);
}

/** The same, for a gateway that samples by itself: what it did not choose is begun unsampled. */
export function unsampledTraceContext(values: readonly string[]): TraceContext {
  return continueTrace(readTraceParent(values), NOT_SAMPLED);
}

/** A span of ours in the caller's trace, or in one that begins here with these flags. */
export function continueTrace(parent: TraceParent | null, flags: string): TraceContext {
  const random = randomTrace();
  const traceId = parent === null ? random.slice(0, 32) : parent.traceId;
  return {
    traceId,
    traceparent: `00-${traceId}-${random.slice(32)}-${parent === null ? flags : parent.flags}`,
  };
}
