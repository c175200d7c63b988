import type { Logger } from 'pino';
import { request } from 'undici';
import { attribute, type Span } from './span.ts';

export interface SpanExporterOptions {
  /** Base address of an OTLP/HTTP collector; spans go to `/v1/traces` below it. */
  readonly endpoint: string;
  /** Sent along, names and values in turn, such as a collector's credential. */
  readonly headers: readonly string[];
  readonly gateway: string;
  readonly region: string;
  readonly version: string;
  readonly logger: Logger;
  readonly intervalMs?: number;
}

/** Spans beyond these are dropped and counted: a collector that is away costs a bounded amount of memory. */
const MOST_WAITING_SPANS = 4096;
const MOST_AT_ONCE = 512;
const INTERVAL_MS = 1000;
const TIMEOUT_MS = 3000;

/** Sends spans to a collector in batches, as OTLP over HTTP in JSON, and never waits for it. */
export class SpanExporter {
  readonly counts = { exported: 0, dropped: 0 };
  readonly #options: SpanExporterOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #url: URL;
  #waiting: Span[] = [];
  #sending: Promise<void> | null = null;
  #hasFailed = false;

  constructor(options: SpanExporterOptions) {
    this.#options = options;
    this.#url = new URL(`${options.endpoint.replace(/\/+$/, '')}/v1/traces`);
    this.#timer = setInterval(() => void this.flush(), options.intervalMs ?? INTERVAL_MS).unref();
  }

  add(spans: readonly Span[]): void {
    const room = MOST_WAITING_SPANS - this.#waiting.length;
    if (spans.length > room) this.counts.dropped += spans.length;
    else this.#waiting.push(...spans);
  }

  /** Sends what waits, one batch after the other; a batch the collector does not take is dropped. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_AT_ONCE);
      try {
        await this.#send(batch);
        this.counts.exported += batch.length;
        this.#hasFailed = false;
      } catch (error) {
        this.counts.dropped += batch.length;
        if (!this.#hasFailed) {
          this.#options.logger.warn({ error: (error as Error).message }, 'the collector takes no traces');
        }
        this.#hasFailed = true;
        return;
      }
    }
  }

  async #send(spans: readonly Span[]): Promise<void> {
    const answer = await request(this.#url, {
      method: 'POST',
      headers: ['content-type', 'application/json', ...this.#options.headers],
      body: JSON.stringify(this.#body(spans)),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS * 2),
    });
    await answer.body.dump({ limit: 65_536 });
    if (answer.statusCode >= 300) throw new Error(`the collector answered ${answer.statusCode}`);
  }

  #body(spans: readonly Span[]) {
    const { gateway, region, version } = this.#options;
    const attributes = [
      ...attribute('service.name', 'tollgate-gateway'),
      ...attribute('service.instance.id', gateway),
      ...attribute('service.version', version),
      ...attribute('cloud.region', region),
    ];
    const scopeSpans = [{ scope: { name: 'tollgate-gateway', version }, spans }];
    return { resourceSpans: [{ resource: { attributes }, scopeSpans }] };
  }
}
