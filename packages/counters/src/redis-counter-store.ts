import { Redis } from 'ioredis';
import type { Charge, CounterStore, CounterStoreState, Lease, LeaseAsk, Return } from './counter-store.ts';
import { CHARGE, GIVE_BACK, LEASE, RAISE } from './lua.ts';

export interface RedisCounterStoreOptions {
  url: string;
  /** How long a command may take before the store counts as gone. */
  commandTimeoutMs?: number;
  /** How often a store that is gone is asked whether it is back. */
  probeIntervalMs?: number;
  /** Told once each time the store goes and once each time it comes back. */
  onStateChange?: (state: CounterStoreState) => void;
  nowMs?: () => number;
}

interface Scripts {
  tollgateLease(key: string, limit: string, wanted: string, keepMs: string): Promise<[number, number]>;
  tollgateGiveBack(key: string, amount: string): Promise<number>;
  tollgateCharge(key: string, amount: string, keepMs: string): Promise<number>;
  tollgateRaise(key: string, amount: string, keepMs: string): Promise<number>;
}

/** A window is kept for this long after its end, so that late charges and reads still find it. */
const KEEP_AFTER_END_MS = 3_600_000;

/**
 * Counts in Redis. A breaker opens at the first failure, so that at most the commands under way wait for a store
 * that is gone; it closes when a probe in the background succeeds.
 */
export class RedisCounterStore implements CounterStore {
  readonly #redis: Redis & Scripts;
  readonly #onStateChange: (state: CounterStoreState) => void;
  readonly #nowMs: () => number;
  readonly #probe: NodeJS.Timeout;
  #failure: string | null = 'not connected yet';
  #isProbing = false;

  constructor(options: RedisCounterStoreOptions) {
    this.#onStateChange = options.onStateChange ?? (() => {});
    this.#nowMs = options.nowMs ?? Date.now;
    const redis = new Redis(options.url, {
      enableOfflineQueue: false,
      enableReadyCheck: true,
      commandTimeout: options.commandTimeoutMs ?? 100,
      connectTimeout: 1000,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      retryStrategy: (attempt: number) => Math.min(50 * attempt, 1000),
      scripts: {
        tollgateLease: { lua: LEASE, numberOfKeys: 1 },
        tollgateGiveBack: { lua: GIVE_BACK, numberOfKeys: 1 },
        tollgateCharge: { lua: CHARGE, numberOfKeys: 1 },
        tollgateRaise: { lua: RAISE, numberOfKeys: 1 },
      },
    });
    redis.on('error', (error: Error) => this.#fail(error));
    redis.on('close', () => this.#fail(new Error('the connection was closed')));
    redis.on('ready', () => void this.#check());
    this.#redis = redis as Redis & Scripts;
    this.#probe = setInterval(() => void this.#check(), options.probeIntervalMs ?? 500);
    this.#probe.unref();
  }

  lease(asks: readonly LeaseAsk[]): Promise<Lease[]> {
    return this.#run(() =>
      asks.map(async (ask) => {
        const keepMs = this.#keepMs(ask.windowEndsAtMs);
        const [granted, used] = await this.#redis.tollgateLease(
          ask.counter,
          String(ask.limit),
          String(ask.wanted),
          keepMs,
        );
        return { granted, used };
      }),
    );
  }

  async giveBack(returns: readonly Return[]): Promise<void> {
    await this.#run(() =>
      returns.map((item) => this.#redis.tollgateGiveBack(item.counter, String(item.amount))),
    );
  }

  async charge(charges: readonly Charge[]): Promise<void> {
    await this.#run(() =>
      charges.map((item) =>
        this.#redis.tollgateCharge(item.counter, String(item.amount), this.#keepMs(item.windowEndsAtMs)),
      ),
    );
  }

  async raise(raises: readonly Charge[]): Promise<void> {
    await this.#run(() =>
      raises.map((item) =>
        this.#redis.tollgateRaise(item.counter, String(item.amount), this.#keepMs(item.windowEndsAtMs)),
      ),
    );
  }

  read(counters: readonly string[]): Promise<number[]> {
    return this.#run(() => counters.map(async (counter) => Number((await this.#redis.get(counter)) ?? 0)));
  }

  state(): CounterStoreState {
    return { kind: 'redis', isHealthy: this.#failure === null, reason: this.#failure };
  }

  async close(): Promise<void> {
    clearInterval(this.#probe);
    this.#redis.disconnect();
  }

  #keepMs(windowEndsAtMs: number): string {
    return String(Math.max(1, Math.ceil(windowEndsAtMs - this.#nowMs()) + KEEP_AFTER_END_MS));
  }

  async #run<T>(commands: () => Promise<T>[]): Promise<T[]> {
    if (this.#failure !== null) throw new Error(`Redis is not answering: ${this.#failure}`);
    try {
      return await Promise.all(commands());
    } catch (error) {
      this.#fail(error as Error);
      this.#reconnect();
      throw error;
    }
  }

  #fail(error: Error): void {
    const wasHealthy = this.#failure === null;
    this.#failure = error.message || error.name;
    if (wasHealthy) this.#onStateChange(this.state());
  }

  // An answer that did not come in time may still come, and would be taken for that of a later command.
  #reconnect(): void {
    if (this.#redis.status === 'ready') this.#redis.disconnect(true);
  }

  async #check(): Promise<void> {
    if (this.#failure === null || this.#isProbing || this.#redis.status !== 'ready') return;
    this.#isProbing = true;
    try {
      await this.#redis.ping();
      this.#failure = null;
      this.#onStateChange(this.state());
    } catch (error) {
      this.#failure = (error as Error).message;
      this.#reconnect();
    } finally {
      this.#isProbing = false;
    }
  }
}
