import { type Dispatcher, Pool } from 'undici';
import type { UpstreamTarget } from '../snapshot/entries.ts';
import { createGuardedConnector } from './guarded-connect.ts';

export interface UpstreamPoolsOptions {
  /** `host:port` of private addresses an operator allows. */
  allowedPrivateHosts: ReadonlySet<string>;
  connectionsPerOrigin: number;
  /** Requests under way or waiting for a connection, for each origin. */
  inFlightPerOrigin: number;
  headBytes: number;
}

/** Connections to one origin. */
export interface UpstreamPool {
  readonly dispatcher: Dispatcher;
  inFlight: number;
}

const IDLE_POOL_MS = 300_000;

/** Keeps a bounded pool of connections for each origin, and forgets those nobody used for a while. */
export class UpstreamPools {
  readonly #options: UpstreamPoolsOptions;
  readonly #pools = new Map<string, UpstreamPool & { lastUsedMs: number }>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(options: UpstreamPoolsOptions) {
    this.#options = options;
    this.#sweeper = setInterval(() => this.#sweep(), 60_000).unref();
  }

  /** Undefined when the origin has as many requests under way as it may. */
  acquire(target: UpstreamTarget, nowMs: number): UpstreamPool | undefined {
    const name = `${target.origin} ${target.connectTimeoutMs}`;
    let pool = this.#pools.get(name);
    if (!pool) {
      pool = { dispatcher: this.#open(target), inFlight: 0, lastUsedMs: nowMs };
      this.#pools.set(name, pool);
    }
    if (pool.inFlight >= this.#options.inFlightPerOrigin) return undefined;
    pool.lastUsedMs = nowMs;
    pool.inFlight++;
    return pool;
  }

  release(pool: UpstreamPool): void {
    pool.inFlight--;
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.dispatcher.destroy()));
  }

  #open(target: UpstreamTarget): Pool {
    const { allowedPrivateHosts, connectionsPerOrigin, headBytes } = this.#options;
    return new Pool(target.origin, {
      connections: connectionsPerOrigin,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: headBytes,
      keepAliveTimeout: 30_000,
      keepAliveMaxTimeout: 60_000,
      connect: createGuardedConnector(allowedPrivateHosts, target.connectTimeoutMs),
    });
  }

  #sweep(): void {
    const beforeMs = Date.now() - IDLE_POOL_MS;
    for (const [name, pool] of this.#pools) {
      if (pool.inFlight > 0 || pool.lastUsedMs > beforeMs) continue;
      this.#pools.delete(name);
      void pool.dispatcher.destroy();
    }
  }
}
