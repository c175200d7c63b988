import type { Logger } from 'pino';
import type { ConfigurationIndex } from '../../snapshot/configuration-index.ts';
import type { Balancer } from '../balancer.ts';
import type { BalancerBook } from '../balancer-book.ts';
import type { BalancedTarget } from '../target.ts';

/** Asks a target once; null when it could not be asked for a reason of ours. */
export type Prober = (target: BalancedTarget, path: string, timeoutMs: number) => Promise<boolean | null>;

export interface HealthCheckerOptions {
  readonly index: () => ConfigurationIndex | null;
  readonly book: BalancerBook;
  readonly probe: Prober;
  readonly logger: Logger;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

const TICK_MS = 250;
/** Checks under way at once; others wait for the next tick. */
const MOST_AT_ONCE = 64;

/** Asks the targets of all upstreams that want it, each at its own interval. Every worker looks for itself. */
export class HealthChecker {
  readonly #options: HealthCheckerOptions;
  readonly #now: () => number;
  readonly #underWay = new Set<BalancedTarget>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: HealthCheckerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  start(): void {
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Begins the checks that are due. */
  tick(): void {
    const { index, book } = this.#options;
    const current = index();
    if (!current) return;
    book.sync(current);
    const nowMs = this.#now();
    for (const [apiVersionId, balancer] of book.entries()) {
      if (balancer.settings.healthCheck === null) continue;
      for (const target of balancer.targets) {
        if (this.#underWay.size >= MOST_AT_ONCE) return;
        if (target.health && target.health.dueAtMs <= nowMs && !this.#underWay.has(target)) {
          void this.#check(apiVersionId, balancer, target);
        }
      }
    }
  }

  async #check(apiVersionId: string, balancer: Balancer, target: BalancedTarget): Promise<void> {
    const { probe, logger } = this.#options;
    const { healthCheck } = balancer.settings;
    if (!healthCheck) return;
    this.#underWay.add(target);
    const isOk = await probe(target, healthCheck.path, healthCheck.timeoutMs).catch(() => false);
    this.#underWay.delete(target);
    if (isOk === null || !balancer.recordCheck(target, isOk, this.#now())) return;
    logger.warn(
      { apiVersionId, target: target.name },
      isOk ? 'a target is healthy again' : 'a target is not healthy',
    );
  }
}
