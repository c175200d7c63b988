import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { RequestOutcome } from './usage-facts.ts';

const FLUSH_EVERY_MS = 1000;
const BUFFER_BYTES = 16_384;

export interface AccessLogOptions {
  /** The part of requests that is logged: 0 to 1. */
  readonly ratio: number;
  readonly part: string;
  readonly random?: () => number;
  /** Standard output, written beside the event loop, unless another is given. */
  readonly out?: DestinationStream;
}

/** A line for each request, or some: who was answered what by which route, and never an address, header or body. */
export class AccessLog {
  readonly #ratio: number;
  readonly #random: () => number;
  readonly #logger: Logger;
  readonly #timer: NodeJS.Timeout;

  constructor({ ratio, part, random = Math.random, out }: AccessLogOptions) {
    this.#ratio = ratio;
    this.#random = random;
    const stream = out ?? destination({ sync: false, minLength: BUFFER_BYTES });
    this.#logger = pino({ base: { part, pid: process.pid } }, stream);
    this.#timer = setInterval(() => this.#logger.flush(), FLUSH_EVERY_MS).unref();
  }

  onEnd(outcome: RequestOutcome): void {
    if (this.#random() >= this.#ratio) return;
    const { exchange, location, principal, forwarding, forwardedAt, startedAt, status, problem } = outcome;
    const now = performance.now();
    const attempts = forwarding?.attempts ?? 0;
    const { version, operation, tenant } = location ?? {};
    this.#logger.info(
      {
        requestId: outcome.requestId,
        traceId: outcome.traceId,
        tenant: tenant?.record.slug,
        method: exchange.head.method,
        route: version && operation ? version.basePath + operation.template : undefined,
        status,
        problem: problem || undefined,
        app: principal?.appId,
        credential: principal?.keyId || undefined,
        environment: principal?.environment,
        durationMs: rounded(now - startedAt),
        upstreamMs: attempts > 0 ? rounded(now - forwardedAt) : undefined,
        attempts,
      },
      'request',
    );
  }

  /** Writes what waits. */
  close(): Promise<void> {
    clearInterval(this.#timer);
    return new Promise((resolve) => this.#logger.flush(() => resolve()));
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
