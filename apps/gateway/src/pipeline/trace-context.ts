import { randomTrace } from '../metering/event-id.ts';

export interface TraceContext {
  readonly traceId: string;
  /** What is sent upstream: the caller's trace, a span of ours. */
  readonly traceparent: string;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);

/** Continues the trace a caller sent by W3C `traceparent`, or begins one. */
export function traceContext(values: readonly string[]): TraceContext {
  const random = randomTrace();
  const found = values.length === 1 ? TRACEPARENT.exec(values[0] as string) : null;
  const isValid = found !== null && found[1] !== NO_TRACE && found[2] !== NO_SPAN;
  const traceId = isValid ? (found[1] as string) : random.slice(0, 32);
  const flags = isValid ? found[3] : '01';
  return { traceId, traceparent: `00-${traceId}-${random.slice(32)}-${flags}` };
}
