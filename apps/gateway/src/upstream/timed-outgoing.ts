import type { Problem } from '../http/problem.ts';
import type { HeaderLines } from '../http/wire/header-lines.ts';
import type { ForwardingEvents, Outgoing } from './forwarding.ts';
import { TOTAL_TIMEOUT } from './upstream-fault.ts';
import type { UpstreamPool } from './upstream-pools.ts';

/** A request on its way that may take so long and no longer, however many attempts it needs. */
export class TimedOutgoing implements Outgoing, ForwardingEvents {
  readonly #events: ForwardingEvents;
  readonly #totalTimeoutMs: number;
  #inner: Outgoing | null = null;
  #timer: NodeJS.Timeout | null = null;
  #hasHead = false;

  constructor(events: ForwardingEvents, totalTimeoutMs: number) {
    this.#events = events;
    this.#totalTimeoutMs = totalTimeoutMs;
  }

  /** Takes what is to be timed; it tells its events to this. */
  around(inner: Outgoing): this {
    this.#inner = inner;
    return this;
  }

  get attempts(): number {
    return this.#inner?.attempts ?? 0;
  }

  get responseBytes(): number {
    return this.#inner?.responseBytes ?? 0;
  }

  get hasBody(): boolean {
    return this.#inner?.hasBody ?? true;
  }

  get pool(): UpstreamPool | null {
    return this.#inner?.pool ?? null;
  }

  start(): void {
    this.#timer = setTimeout(() => this.#onLate(), this.#totalTimeoutMs);
    this.#inner?.start();
  }

  cancel(): void {
    this.#end();
    this.#inner?.cancel();
  }

  onHead(status: number, lines: HeaderLines): void {
    this.#events.onHead(status, lines);
    this.#hasHead = true;
  }

  onFinished(last: Uint8Array | null): void {
    this.#end();
    this.#events.onFinished(last);
  }

  onProblem(problem: Problem): void {
    this.#end();
    this.#events.onProblem(problem);
  }

  onBroken(problem: Problem): void {
    this.#end();
    this.#events.onBroken(problem);
  }

  onAbandoned(): void {
    this.#end();
    this.#events.onAbandoned();
  }

  #onLate(): void {
    this.cancel();
    if (this.#hasHead) this.#events.onBroken(TOTAL_TIMEOUT);
    else this.#events.onProblem(TOTAL_TIMEOUT);
  }

  #end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
