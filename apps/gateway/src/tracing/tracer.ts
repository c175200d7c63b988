import { randomBytes } from 'node:crypto';
import { explainedContext } from '../explain/explained-context.ts';
import { ExplanationRecorder } from '../explain/explanation-recorder.ts';
import { noteRoute } from '../explain/note-route.ts';
import type { Exchange } from '../http/exchange.ts';
import { locate } from '../pipeline/locate.ts';
import type { PipelineContext } from '../pipeline/pipeline-context.ts';
import { RequestRun } from '../pipeline/request-run.ts';
import { continueTrace, readTraceParent, SAMPLED, type TraceParent } from '../pipeline/trace-context.ts';
import type { SpanExporter } from './span-exporter.ts';
import { toSpans } from './to-spans.ts';

export interface TracerOptions {
  readonly context: PipelineContext;
  readonly exporter: SpanExporter;
  /** Of requests without a caller's decision, the part that is traced: 0 to 1. */
  readonly ratio: number;
  readonly gateway: string;
  readonly region: string;
  readonly random?: () => number;
}

/** Handles requests that may be traced: as the caller decided, or so many of those that nobody decided on. */
export class Tracer {
  readonly exporter: SpanExporter;
  readonly #options: TracerOptions;
  readonly #random: () => number;

  constructor(options: TracerOptions) {
    this.#options = options;
    this.exporter = options.exporter;
    this.#random = options.random ?? Math.random;
  }

  handle(exchange: Exchange): void {
    const { context, ratio } = this.#options;
    const parent = readTraceParent(exchange.head.lines.values('traceparent'));
    const isSampled = parent === null ? this.#random() < ratio : isSampledBy(parent);
    if (isSampled) this.#trace(exchange, parent);
    else new RequestRun(context, exchange).start();
  }

  #trace(exchange: Exchange, parent: TraceParent | null): void {
    const { context, exporter, gateway, region } = this.#options;
    const index = context.configuration.current;
    const location = index && locate(index, exchange.head, context.routing);
    if (!location?.tenant) {
      new RequestRun(context, exchange).start();
      return;
    }
    const tenantId = location.tenant.record.id;
    const recorder = new ExplanationRecorder({ gateway, region, tenantId, askedBy: '', location });
    noteRoute(recorder, location, exchange.head, context);
    const trace = continueTrace(parent, SAMPLED);
    const sink = {
      add: (explanation: Parameters<typeof toSpans>[0]) =>
        exporter.add(toSpans(explanation, trace, parent, () => randomBytes(8).toString('hex'))),
    };
    const traced = { ...explainedContext(context, recorder, sink), startTrace: () => trace };
    new RequestRun(traced, exchange).start();
  }
}

function isSampledBy({ flags }: TraceParent): boolean {
  return (Number.parseInt(flags, 16) & 1) === 1;
}
