import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { UpstreamPlan } from '../snapshot/entries.ts';
import { Balancer } from './balancer.ts';

interface Page {
  plan: UpstreamPlan;
  balancer: Balancer;
}

export interface BalancerBookOptions {
  readonly random?: () => number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

/** The balancers of all upstreams that have one, by API version or its canary; they outlive changes of the configuration. */
export class BalancerBook {
  readonly #random: () => number;
  readonly #now: () => number;
  readonly #pages = new Map<string, Page>();
  #synced: ConfigurationIndex | null = null;
  #syncedChange = -1;

  constructor({ random = Math.random, now = () => performance.now() }: BalancerBookOptions = {}) {
    this.#random = random;
    this.#now = now;
  }

  /** The balancer of an API version, which knows from before what still holds. */
  of(id: string, plan: UpstreamPlan): Balancer {
    const page = this.#pages.get(id);
    if (page?.plan === plan) return page.balancer;
    if (page?.plan.signature === plan.signature) {
      page.plan = plan;
      return page.balancer;
    }
    const balancer = new Balancer(plan, this.#random, this.#now());
    if (page) balancer.inherit(page.balancer, this.#now());
    this.#pages.set(id, { plan, balancer });
    return balancer;
  }

  /** Takes up what a configuration added, before any request comes, and forgets what it no longer holds. */
  sync(index: ConfigurationIndex): void {
    if (index === this.#synced && index.changeNumber === this.#syncedChange) return;
    this.#synced = index;
    this.#syncedChange = index.changeNumber;
    const plans = new Map<string, UpstreamPlan>();
    for (const [id, { active }] of index.versions) {
      if (active?.plan) plans.set(id, active.plan);
      if (active?.canary?.plan) plans.set(active.canary.id, active.canary.plan);
    }
    for (const id of this.#pages.keys()) if (!plans.has(id)) this.#pages.delete(id);
    for (const [id, plan] of plans) this.of(id, plan);
  }

  entries(): [string, Balancer][] {
    return Array.from(this.#pages, ([id, { balancer }]) => [id, balancer]);
  }
}
