import type { GatewayReport } from '@tollgate/domain/snapshot';
import type { Logger } from 'pino';
import { request } from 'undici';

export interface ReporterOptions {
  feedUrl: string;
  token: string;
  makeReport: () => GatewayReport;
  /** Called with a report that need not be told again: it was taken, or is not understood there. */
  onTaken: (report: GatewayReport) => void;
  logger: Logger;
  intervalMs?: number;
}

const TIMEOUT_MS = 3000;
const NOT_UNDERSTOOD: readonly number[] = [400, 413, 422];

/** Tells the control plane what this worker has applied, regularly and right after each change. */
export class Reporter {
  readonly #options: ReporterOptions;
  #timer: NodeJS.Timeout | null = null;
  #isSending = false;
  #isDue = false;
  #hasFailed = false;

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.report(), this.#options.intervalMs ?? 2000);
    void this.report();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Sends a report now; one at a time, so that a slow control plane is not flooded. */
  async report(): Promise<void> {
    if (this.#isSending) {
      this.#isDue = true;
      return;
    }
    this.#isSending = true;
    try {
      await this.#send();
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) {
        this.#options.logger.warn(
          { error: (error as Error).message },
          'reports do not reach the control plane',
        );
      }
      this.#hasFailed = true;
    } finally {
      this.#isSending = false;
    }
    if (!this.#isDue) return;
    this.#isDue = false;
    if (!this.#hasFailed) await this.report();
  }

  async #send(): Promise<void> {
    const { feedUrl, token, makeReport, onTaken } = this.#options;
    const report = makeReport();
    const answer = await request(new URL('/feed/v1/reports', feedUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(report),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS * 2),
    });
    await answer.body.dump({ limit: 65_536 });
    if (answer.statusCode < 300 || NOT_UNDERSTOOD.includes(answer.statusCode)) onTaken(report);
    if (answer.statusCode >= 300) throw new Error(`the control plane answered ${answer.statusCode}`);
  }
}
