import type { ExplainedStep, Explanation } from '@tollgate/domain/explain/explanation';
import type { TraceContext, TraceParent } from '../pipeline/trace-context.ts';
import { attribute, type Span } from './span.ts';

const INTERNAL = 1;
const SERVER = 2;
const CLIENT = 3;
const UNSET = 0;
const ERROR = 2;

/** A request as spans: one for the whole, named like its route, and one for each step that takes time. */
export function toSpans(
  explanation: Explanation,
  { traceparent }: TraceContext,
  parent: TraceParent | null,
  newSpanId: () => string,
): Span[] {
  const { traceId, method, status, problem, durationUs, startedAt, steps } = explanation;
  const startUs = BigInt(Date.parse(startedAt)) * 1000n;
  const spanId = traceparent.split('-')[2] as string;
  const route = steps.find(({ step }) => step === 'route')?.name ?? '';
  const whole: Span = {
    traceId,
    spanId,
    ...(parent && { parentSpanId: parent.spanId }),
    name: route || method,
    kind: SERVER,
    ...times(startUs, 0, durationUs),
    attributes: [
      ...attribute('http.request.method', method),
      ...attribute('http.route', route.split(' ')[1] ?? ''),
      ...attribute('url.path', explanation.path),
      ...attribute('http.response.status_code', status),
      ...attribute('error.type', problem),
      ...attribute('tollgate.tenant', explanation.tenantId),
      ...attribute('tollgate.app', explanation.appId),
      ...attribute('tollgate.request_id', explanation.requestId),
    ],
    status: { code: status >= 500 ? ERROR : UNSET },
  };
  const children = steps.filter(({ step }) => step !== 'route' && step !== 'account');
  return [whole, ...children.map((step) => stepSpan(step, traceId, spanId, startUs, newSpanId()))];
}

function stepSpan(
  { step, name, outcome, atUs, tookUs, detail }: ExplainedStep,
  traceId: string,
  parentSpanId: string,
  startUs: bigint,
  spanId: string,
): Span {
  const isFailed = outcome === 'failed';
  return {
    traceId,
    spanId,
    parentSpanId,
    name: name === '' ? step : `${step} ${name}`,
    kind: step === 'upstream' ? CLIENT : INTERNAL,
    ...times(startUs, atUs, tookUs),
    attributes: [...attribute('tollgate.outcome', outcome), ...attribute('tollgate.detail', detail)],
    status: isFailed ? { code: ERROR, message: detail } : { code: UNSET },
  };
}

function times(startUs: bigint, atUs: number, tookUs: number) {
  const fromUs = startUs + BigInt(atUs);
  return {
    startTimeUnixNano: `${fromUs}000`,
    endTimeUnixNano: `${fromUs + BigInt(tookUs)}000`,
  };
}
