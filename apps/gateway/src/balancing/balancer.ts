import type { Balancing } from '@tollgate/domain/balancing';
import type { TargetSpec, UpstreamPlan } from '../snapshot/entries.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Outcome } from './outcome.ts';
import { HashRing } from './pick/hash-ring.ts';
import { RoundRobin } from './pick/round-robin.ts';
import { cheaperOfTwo, latencyCost, requestsCost } from './pick/two-choices.ts';
import { RetryBudget } from './retry-budget.ts';
import { BalancedTarget } from './target.ts';

/** The targets of one upstream: who is fit, who is next, and how the operations behind it do. Times are monotonic. */
export class Balancer {
  readonly settings: Balancing;
  readonly targets: readonly BalancedTarget[];
  readonly budget: RetryBudget | null;
  readonly breakers = new Map<string, CircuitBreaker>();
  /** Whether too few targets are fit, so that all are used. */
  isPanicking = false;
  readonly #random: () => number;
  readonly #ring: HashRing<BalancedTarget> | null;
  #fit: readonly BalancedTarget[] = [];
  #turns: RoundRobin<BalancedTarget> | null = null;
  #nextReturnMs = Number.POSITIVE_INFINITY;

  constructor(plan: UpstreamPlan, random: () => number, nowMs: number) {
    const { settings } = plan;
    this.settings = settings;
    this.#random = random;
    const make = (spec: TargetSpec) => new BalancedTarget({ ...spec, settings, random, nowMs });
    this.targets = plan.targets.map(make);
    this.#ring = settings.method === 'consistent_hash' ? new HashRing(this.targets) : null;
    this.budget = settings.retries && new RetryBudget(settings.retries);
    this.#sort(nowMs);
  }

  /** Takes over what another knew of the targets that are still there; those that are new start slowly. */
  inherit(other: Balancer, nowMs: number): void {
    const known = new Map(other.targets.map((target) => [target.name, target]));
    for (const target of this.targets) {
      const before = known.get(target.name);
      if (before) target.inherit(before);
      else target.startSlowly(nowMs);
    }
    this.#sort(nowMs);
  }

  /** The next target, another than `avoided` where there is one; undefined when none is fit. */
  choose(key: string, nowMs: number, avoided: BalancedTarget | null = null): BalancedTarget | undefined {
    if (nowMs >= this.#nextReturnMs) this.#sort(nowMs);
    return avoided === null ? this.#next(key, nowMs) : this.#another(key, nowMs, avoided);
  }

  /** Takes how an attempt on a target ended. */
  record(target: BalancedTarget, outcome: Outcome, latencyMs: number, nowMs: number): void {
    if (target.record(outcome, latencyMs, nowMs)) this.#sort(nowMs);
  }

  /** Takes the result of a check; true when the target changed by it. */
  recordCheck(target: BalancedTarget, isOk: boolean, nowMs: number): boolean {
    if (!target.recordCheck(isOk, nowMs)) return false;
    this.#sort(nowMs);
    return true;
  }

  /** The breaker of an operation; null when the upstream has none. */
  breakerOf(operationId: string): CircuitBreaker | null {
    const { breaker: settings } = this.settings;
    if (settings === null) return null;
    let breaker = this.breakers.get(operationId);
    if (!breaker) {
      breaker = new CircuitBreaker(settings);
      this.breakers.set(operationId, breaker);
    }
    return breaker;
  }

  #next(key: string, nowMs: number): BalancedTarget | undefined {
    switch (this.settings.method) {
      case 'round_robin':
        return this.#turns?.next(nowMs);
      case 'least_requests':
        return cheaperOfTwo(this.#fit, requestsCost, this.#random, nowMs);
      case 'peak_ewma':
        return cheaperOfTwo(this.#fit, latencyCost, this.#random, nowMs);
      case 'consistent_hash':
        return this.#ring?.find(key, ({ isFit }) => isFit);
    }
  }

  // Takes nobody's turn, or the requests after it would all begin at the target that failed.
  #another(key: string, nowMs: number, avoided: BalancedTarget): BalancedTarget | undefined {
    const others = this.#fit.filter((target) => target !== avoided);
    if (others.length === 0) return this.#fit[0];
    switch (this.settings.method) {
      case 'round_robin':
        return others[Math.floor(this.#random() * others.length)];
      case 'least_requests':
        return cheaperOfTwo(others, requestsCost, this.#random, nowMs);
      case 'peak_ewma':
        return cheaperOfTwo(others, latencyCost, this.#random, nowMs);
      case 'consistent_hash':
        return this.#ring?.find(key, (target) => target.isFit && target !== avoided);
    }
  }

  // Only when a target comes or goes, never for each request.
  #sort(nowMs: number): void {
    const sound = this.targets.filter((target) => target.isSound(nowMs));
    this.isPanicking = sound.length * 100 < this.targets.length * this.settings.panicPercent;
    const fit = this.isPanicking ? this.targets : sound;
    for (const target of this.targets) {
      const isFit = fit.includes(target);
      if (isFit && !target.isFit) target.startSlowly(nowMs);
      target.isFit = isFit;
    }
    this.#fit = fit;
    if (this.settings.method === 'round_robin') this.#turns = new RoundRobin(fit, this.#random, nowMs);
    const returns = this.targets.map(({ ejection }) => ejection?.untilMs ?? 0).filter((at) => at > nowMs);
    this.#nextReturnMs = Math.min(Number.POSITIVE_INFINITY, ...returns);
  }
}
