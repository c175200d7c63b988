import { CounterJournal } from './counter-journal.ts';
import type { Charge, CounterStore, CounterStoreState, Lease, LeaseAsk, Return } from './counter-store.ts';

export interface InProcessCounterStoreOptions {
  /** Where counts survive a restart; null keeps them in memory only. */
  file: string | null;
  nowMs?: () => number;
}

/** Windows that end within this long are not worth a journal line for each lease. */
const JOURNAL_WINDOWS_OVER_MS = 120_000;
const SWEEP_EVERY_LEASES = 10_000;

/**
 * Counts in this process: complete for one gateway process. Leases of long windows are journalled before they are
 * granted, so that not even a kill grants a fresh quota; short windows are saved when the store closes.
 */
export class InProcessCounterStore implements CounterStore {
  readonly #counts: Map<string, { used: number; endsAtMs: number }>;
  readonly #journal: CounterJournal | null;
  readonly #nowMs: () => number;
  #leasesUntilSweep = SWEEP_EVERY_LEASES;

  constructor(options: InProcessCounterStoreOptions) {
    this.#nowMs = options.nowMs ?? Date.now;
    this.#journal = options.file === null ? null : new CounterJournal(options.file);
    this.#counts = this.#journal?.load() ?? new Map();
    this.#sweep();
  }

  async lease(asks: readonly LeaseAsk[]): Promise<Lease[]> {
    return asks.map((ask) => {
      const used = this.#counts.get(ask.counter)?.used ?? 0;
      const granted = Math.min(ask.wanted, Math.max(0, ask.limit - used));
      if (granted > 0) this.#add(ask.counter, granted, ask.windowEndsAtMs);
      return { granted, used: used + granted };
    });
  }

  async giveBack(returns: readonly Return[]): Promise<void> {
    for (const { counter, amount } of returns) {
      const count = this.#counts.get(counter);
      if (count) this.#add(counter, -Math.min(amount, count.used), count.endsAtMs);
    }
  }

  async charge(charges: readonly Charge[]): Promise<void> {
    for (const item of charges) this.#add(item.counter, item.amount, item.windowEndsAtMs);
  }

  async raise(raises: readonly Charge[]): Promise<void> {
    for (const { counter, amount, windowEndsAtMs } of raises) {
      const missing = amount - (this.#counts.get(counter)?.used ?? 0);
      if (missing > 0) this.#add(counter, missing, windowEndsAtMs);
    }
  }

  async read(counters: readonly string[]): Promise<number[]> {
    return counters.map((counter) => this.#counts.get(counter)?.used ?? 0);
  }

  state(): CounterStoreState {
    return { kind: 'in_process', isHealthy: true, reason: null };
  }

  async close(): Promise<void> {
    this.#sweep();
  }

  #add(counter: string, amount: number, endsAtMs: number): void {
    const used = (this.#counts.get(counter)?.used ?? 0) + amount;
    this.#counts.set(counter, { used, endsAtMs });
    if (this.#journal && endsAtMs - this.#nowMs() > JOURNAL_WINDOWS_OVER_MS) {
      this.#journal.append(counter, used, endsAtMs);
    }
    if (--this.#leasesUntilSweep <= 0) this.#sweep();
  }

  #sweep(): void {
    this.#leasesUntilSweep = SWEEP_EVERY_LEASES;
    const nowMs = this.#nowMs();
    for (const [counter, count] of this.#counts) {
      if (count.endsAtMs <= nowMs) this.#counts.delete(counter);
    }
    this.#journal?.rewrite(this.#counts);
  }
}
