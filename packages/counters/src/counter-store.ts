/** One window of one limit: what a slice is asked from. */
export interface LeaseAsk {
  /** A key made by `counterKey`. */
  readonly counter: string;
  /** The ceiling of the window. */
  readonly limit: number;
  /** How much the caller would like to hold; at least 1. */
  readonly wanted: number;
  /** Unix milliseconds; the counter may be forgotten some time after. */
  readonly windowEndsAtMs: number;
}

export interface Lease {
  /** 0 to `wanted`. */
  readonly granted: number;
  /** All that is leased or charged in this window by anybody, this lease included. */
  readonly used: number;
}

export interface Return {
  readonly counter: string;
  readonly amount: number;
}

export interface Charge extends Return {
  readonly windowEndsAtMs: number;
}

export interface CounterStoreState {
  readonly kind: 'redis' | 'in_process';
  readonly isHealthy: boolean;
  /** Why it is not healthy; null when it is. */
  readonly reason: string | null;
}

/**
 * Counts of windows, shared by all who ask. The sum of grants less the sum of returns never exceeds the limit,
 * except by what was charged or raised.
 */
export interface CounterStore {
  /** Takes slices, each atomically; answers in the order asked. Rejects when the store cannot be asked. */
  lease(asks: readonly LeaseAsk[]): Promise<Lease[]>;
  /** Hands back what was leased and not used. */
  giveBack(returns: readonly Return[]): Promise<void>;
  /** Counts what was already admitted while the store was gone, over the limit if need be. */
  charge(charges: readonly Charge[]): Promise<void>;
  /** Lifts counters to what is known to have been used; one that stands higher stays as it is. */
  raise(raises: readonly Charge[]): Promise<void>;
  /** What is leased or charged now; 0 for a counter never seen. */
  read(counters: readonly string[]): Promise<number[]>;
  state(): CounterStoreState;
  close(): Promise<void>;
}
