import type { ConnectionLimits } from '@tollgate/domain/upstreams/connection-limits';
import type { UpstreamTarget } from '../snapshot/entries.ts';
import { AddressBook } from './address/address-book.ts';
import { Origin, type OriginClient } from './client/origin.ts';
import { watchFaults } from './connect-fault.ts';
import { createGuardedConnector } from './guarded-connect.ts';
import { Http2Origin } from './http2/http2-origin.ts';

export interface UpstreamPoolsOptions {
  /** `host:port` of private addresses an operator allows. */
  allowedPrivateHosts: ReadonlySet<string>;
  /** Of each origin, where its upstream says nothing else. */
  connectionLimits: ConnectionLimits;
  headBytes: number;
  /** Where names lead. */
  addresses?: AddressBook;
}

/** Connections to one origin. */
export interface UpstreamPool {
  readonly origin: OriginClient;
  inFlight: number;
}

type Pool = UpstreamPool & {
  readonly mostInFlight: number;
  lastUsedMs: number;
  /** Why the last connection could not be made, or was ended at once; null when it could. */
  fault: string | null;
};

const IDLE_POOL_MS = 300_000;
const CHECK_DEADLINES_EVERY_MS = 100;
const CHECK_ADDRESSES_EVERY_MS = 1000;

/** Keeps a bounded pool of connections for each origin, and forgets those nobody used for a while. */
export class UpstreamPools {
  readonly #options: UpstreamPoolsOptions;
  readonly #pools = new Map<string, Pool>();
  #poolsByTarget = new WeakMap<UpstreamTarget, Pool>();
  readonly #addresses: AddressBook;
  readonly #timers: NodeJS.Timeout[];

  constructor(options: UpstreamPoolsOptions) {
    this.#options = options;
    this.#addresses = options.addresses ?? new AddressBook();
    this.#timers = [
      setInterval(() => this.#checkDeadlines(), CHECK_DEADLINES_EVERY_MS).unref(),
      setInterval(() => this.checkAddresses(), CHECK_ADDRESSES_EVERY_MS).unref(),
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

  /** Why no connection to a target can be made at the moment; null when it can, or nobody tried. */
  faultOf(target: UpstreamTarget): string | null {
    return this.#poolsByTarget.get(target)?.fault ?? null;
  }

  /** Whether any target cannot be connected to. */
  hasFaults(): boolean {
    for (const { fault } of this.#pools.values()) if (fault !== null) return true;
    return false;
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
    const { origin, protocol, connectTimeoutMs, tls } = target;
    const sizes = [maxConnections, maxWaiting, waitTimeoutMs];
    const name = [origin, protocol, connectTimeoutMs, ...sizes, tls?.id].join(' ');
    let pool = this.#pools.get(name);
    if (!pool) {
      const made: Pool = {
        origin: this.#open(target, limits, (fault) => {
          made.fault = fault;
        }),
        mostInFlight: maxConnections + maxWaiting,
        inFlight: 0,
        lastUsedMs: nowMs,
        fault: null,
      };
      pool = made;
      this.#pools.set(name, pool);
    }
    this.#poolsByTarget.set(target, pool);
    return pool;
  }

  #open(
    { origin, protocol, connectTimeoutMs, tls }: UpstreamTarget,
    { maxConnections, waitTimeoutMs }: ConnectionLimits,
    onFault: (fault: string | null) => void,
  ): OriginClient {
    const { allowedPrivateHosts, headBytes } = this.#options;
    const isHttp2 = protocol !== 'http1';
    const connect = createGuardedConnector({
      allowedHosts: allowedPrivateHosts,
      connectTimeoutMs,
      tls,
      isHttp2,
      resolve: this.#addresses.lookup,
    });
    const options = {
      origin,
      connect: watchFaults(connect, onFault),
      maxConnections,
      waitTimeoutMs,
      headBytes,
    };
    return isHttp2 ? new Http2Origin(options) : new Origin(options);
  }

  /** Drains connections to addresses that their name has no more; called every so often. */
  checkAddresses(): void {
    for (const { origin } of this.#pools.values()) {
      const current = this.#addresses.currentOf(origin.hostname);
      if (current) origin.keepTo(current);
    }
    this.#addresses.refresh();
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
