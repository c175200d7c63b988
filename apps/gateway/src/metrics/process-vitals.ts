import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Sample } from './metric-definitions.ts';

const RESOLUTION_MS = 10;
const ROUND_MS = 1000;
/** As many rounds as the usual time between two scrapes has. */
const ROUNDS = 15;

/** How the process itself does: event loop, processor, memory. */
export class ProcessVitals {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #longestMs: number[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#delay.enable();
    this.#timer = setInterval(() => this.#turn(), ROUND_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#delay.disable();
  }

  /** Longest delay of the event loop in the last rounds. */
  get lagMs(): number {
    return Math.max(0, ...this.#longestMs, this.#currentMs());
  }

  samples(process: string): Sample[] {
    const labels = [process];
    const { user, system } = globalThis.process.cpuUsage();
    const { rss, heapUsed } = globalThis.process.memoryUsage();
    return [
      { id: 'loopLag', labels, value: this.lagMs / 1000 },
      { id: 'loopBusy', labels, value: performance.eventLoopUtilization().active / 1000 },
      { id: 'cpu', labels, value: (user + system) / 1_000_000 },
      { id: 'memory', labels, value: rss },
      { id: 'heap', labels, value: heapUsed },
    ];
  }

  // What it measures is the time between two timers, the time they are meant to take included.
  #currentMs(): number {
    return this.#delay.count === 0 ? 0 : Math.max(0, this.#delay.max / 1_000_000 - RESOLUTION_MS);
  }

  #turn(): void {
    this.#longestMs.push(this.#currentMs());
    if (this.#longestMs.length > ROUNDS) this.#longestMs.shift();
    this.#delay.reset();
  }
}
