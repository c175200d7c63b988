import type { ConnectionLimits } from '@tollgate/domain/upstreams/connection-limits';
import type { UpstreamTarget } from '../snapshot/entries.ts';
import { Origin, type OriginClient } from './client/origin.ts';
import { createGuardedConnector } from './guarded-connect.ts';
import { Http2Origin } from './http2/http2-origin.ts';

export interface UpstreamPoolsOptions {
  /** `host:port` of private addresses an operator allows. */
  allowedPrivateHosts: ReadonlySet<string>;
  /** Of each origin, where its upstream says nothing else. */
  connectionLimits: ConnectionLimits;
  headBytes: number;
}

/** Connections to one origin. */
export interface UpstreamPool {
  readonly origin: OriginClient;
  inFlight: number;
}

type Pool = UpstreamPool & { readonly mostInFlight: number; lastUsedMs: number };

const IDLE_POOL_MS = 300_000;
const CHECK_DEADLINES_EVERY_MS = 100;

/** Keeps a bounded pool of connections for each origin, and forgets those nobody used for a while. */
export class UpstreamPools {
  readonly #options: UpstreamPoolsOptions;
  readonly #pools = new Map<string, Pool>();
  #poolsByTarget = new WeakMap<UpstreamTarget, Pool>();
  readonly #timers: NodeJS.Timeout[];

  constructor(options: UpstreamPoolsOptions) {
    this.#options = options;
    this.#timers = [
      setInterval(() => this.#checkDeadlines(), CHECK_DEADLINES_EVERY_MS).unref(),
      setInterval(() => this.#sweep(), 60_000).unref(),
    ];
  }

  /** Undefined when the origin has as many requests under way as it may. */
  acquire(target: UpstreamTarget, nowMs: number): UpstreamPool | undefined {
    const pool = this.#poolsByTarget.get(target) ?? this.#find(target, nowMs);
    if (pool.inFlight >= pool.mostInFlight) return undefined;
    pool.lastUsedMs = nowMs;
    pool.inFlight++;
    return pool;
  }

  release(pool: UpstreamPool): void {
    pool.inFlight--;
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const { origin } of this.#pools.values()) origin.close();
    this.#pools.clear();
  }

  #find(target: UpstreamTarget, nowMs: number): Pool {
    const limits = target.connections ?? this.#options.connectionLimits;
    const { maxConnections, maxWaiting, waitTimeoutMs } = limits;
    const { origin, protocol, connectTimeoutMs } = target;
    const name = [origin, protocol, connectTimeoutMs, maxConnections, maxWaiting, waitTimeoutMs].join(' ');
    let pool = this.#pools.get(name);
    if (!pool) {
      pool = {
        origin: this.#open(target, limits),
        mostInFlight: maxConnections + maxWaiting,
        inFlight: 0,
        lastUsedMs: nowMs,
      };
      this.#pools.set(name, pool);
    }
    this.#poolsByTarget.set(target, pool);
    return pool;
  }

  #open(target: UpstreamTarget, { maxConnections, waitTimeoutMs }: ConnectionLimits): OriginClient {
    const { allowedPrivateHosts, headBytes } = this.#options;
    const isHttp2 = target.protocol !== 'http1';
    const options = {
      origin: target.origin,
      connect: createGuardedConnector(allowedPrivateHosts, target.connectTimeoutMs, undefined, isHttp2),
      maxConnections,
      waitTimeoutMs,
      headBytes,
    };
    return isHttp2 ? new Http2Origin(options) : new Origin(options);
  }

  #checkDeadlines(): void {
    const nowMs = Date.now();
    for (const { origin } of this.#pools.values()) origin.checkDeadlines(nowMs);
  }

  #sweep(): void {
    const beforeMs = Date.now() - IDLE_POOL_MS;
    for (const [name, pool] of this.#pools) {
      if (pool.inFlight > 0 || pool.lastUsedMs > beforeMs) continue;
      this.#pools.delete(name);
      this.#poolsByTarget = new WeakMap();
      pool.origin.close();
    }
  }
}
