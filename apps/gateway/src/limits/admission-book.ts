import type { Charge, CounterStore } from '@tollgate/counters/counter-store';
import type { PlanVersionRecord } from '@tollgate/domain/snapshot';
import type { SubscriptionEntry } from '../snapshot/entries.ts';
import { Allowance } from './allowance.ts';

export interface AdmissionBookOptions {
  store: CounterStore;
  workers: number;
  nowMs?: () => number;
}

/** All ceilings of one subscription in one environment. */
export class AllowanceSet {
  readonly planVersion: PlanVersionRecord;
  readonly allowances: readonly Allowance[];
  lastUsedMs = 0;

  constructor(planVersion: PlanVersionRecord, allowances: readonly Allowance[]) {
    this.planVersion = planVersion;
    this.allowances = allowances;
  }
}

export interface Admission {
  readonly set: AllowanceSet;
  readonly atMs: number;
  /** Ceilings that refuse; empty when admitted. */
  readonly violated: readonly Allowance[];
}

const NONE: readonly Allowance[] = [];
/** A store with nothing left is not asked again sooner. */
const ASK_AGAIN_MS = 100;
/** What nobody used for this long goes back, so that other workers can have it. */
const GIVE_BACK_AFTER_MS = 5000;
const TICK_MS = 1000;
/** The name a quota has in headers and counters. */
export const QUOTA_NAME = 'month';

/** Decides on requests from leased allowances: all ceilings take one, or none does. */
export class AdmissionBook {
  readonly #options: AdmissionBookOptions;
  readonly #nowMs: () => number;
  readonly #sets = new Map<string, AllowanceSet>();
  readonly #timer: NodeJS.Timeout;
  #debts: Charge[] = [];
  readonly counts = { leases: 0, granted: 0, borrowed: 0, limitRefusals: 0, quotaRefusals: 0 };

  constructor(options: AdmissionBookOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
    this.#timer = setInterval(() => void this.settle(), TICK_MS).unref();
  }

  /** Admits at once when every ceiling has something in hand; otherwise when the store has answered. */
  admit(
    subscription: SubscriptionEntry,
    environment: string,
    planVersion: PlanVersionRecord,
  ): Admission | Promise<Admission> {
    const nowMs = this.#nowMs();
    const set = this.#setOf(subscription, environment, planVersion);
    set.lastUsedMs = nowMs;
    if (this.#take(set, nowMs)) return { set, atMs: nowMs, violated: NONE };
    return this.#admitSlowly(set);
  }

  /** Hands back what a request took that was not forwarded after all. */
  undo(admission: Admission): void {
    for (const allowance of admission.set.allowances) {
      // What was taken in a window that is over is of no use in the next.
      if (allowance.admitted === 0 || allowance.windowStartMs > admission.atMs) continue;
      allowance.admitted--;
      allowance.held++;
    }
  }

  /** Gives back what lies idle and charges what was admitted while the store was gone. */
  async settle(): Promise<void> {
    const nowMs = this.#nowMs();
    for (const [name, set] of this.#sets) {
      const isIdle = nowMs - set.lastUsedMs >= GIVE_BACK_AFTER_MS;
      for (const allowance of set.allowances) this.#collectDebt(allowance);
      if (!isIdle) continue;
      this.#sets.delete(name);
      await this.#giveBack(set, nowMs);
    }
    await this.#chargeDebts();
  }

  /** Gives back all that is held. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const nowMs = this.#nowMs();
    const sets = [...this.#sets.values()];
    this.#sets.clear();
    for (const set of sets) {
      for (const allowance of set.allowances) this.#collectDebt(allowance);
    }
    await this.#chargeDebts();
    for (const set of sets) await this.#giveBack(set, nowMs);
  }

  #setOf(subscription: SubscriptionEntry, environment: string, planVersion: PlanVersionRecord): AllowanceSet {
    const { id } = subscription.record;
    const name = environment === 'live' ? id : `${environment} ${id}`;
    const known = this.#sets.get(name);
    if (known && known.planVersion === planVersion) return known;
    if (known) void this.#giveBack(known, this.#nowMs());
    const { workers } = this.#options;
    const common = {
      subscriptionId: subscription.record.id,
      environment,
      anchorAt: subscription.anchorAt,
      workers,
    };
    const allowances = planVersion.limits.map(
      (limit) =>
        new Allowance({
          ...common,
          name: limit.name,
          limit: limit.requests,
          windowMs: limit.windowSeconds * 1000,
        }),
    );
    if (planVersion.quota) {
      const limit = planVersion.quota.requests;
      allowances.push(new Allowance({ ...common, name: QUOTA_NAME, limit, windowMs: null }));
    }
    for (const allowance of allowances) allowance.onDebtLeft = (left) => this.#collectDebt(left);
    const set = new AllowanceSet(planVersion, allowances);
    this.#sets.set(name, set);
    return set;
  }

  #take(set: AllowanceSet, nowMs: number): boolean {
    const { allowances } = set;
    let hasAll = true;
    for (let i = 0; i < allowances.length; i++) {
      const allowance = allowances[i] as Allowance;
      allowance.roll(nowMs);
      if (allowance.held < 1) hasAll = false;
    }
    if (!hasAll) return false;
    for (let i = 0; i < allowances.length; i++) {
      const allowance = allowances[i] as Allowance;
      allowance.held--;
      allowance.admitted++;
      if (allowance.refill === null && allowance.isLow() && nowMs >= allowance.emptyUntilMs) {
        void this.#refill(allowance);
      }
    }
    return true;
  }

  async #admitSlowly(set: AllowanceSet): Promise<Admission> {
    for (;;) {
      const nowMs = this.#nowMs();
      const short: Allowance[] = [];
      for (const allowance of set.allowances) {
        allowance.roll(nowMs);
        if (allowance.held < 1) short.push(allowance);
      }
      const violated = short.filter(
        (allowance) => allowance.refill === null && nowMs < allowance.emptyUntilMs,
      );
      if (violated.length > 0) {
        if (violated.some(({ isQuota }) => isQuota)) this.counts.quotaRefusals++;
        else this.counts.limitRefusals++;
        return { set, atMs: nowMs, violated };
      }
      await Promise.all(short.map((allowance) => this.#refill(allowance)));
      const atMs = this.#nowMs();
      if (this.#take(set, atMs)) return { set, atMs, violated: NONE };
    }
  }

  #refill(allowance: Allowance): Promise<void> {
    allowance.refill ??= this.#lease(allowance).finally(() => {
      allowance.refill = null;
    });
    return allowance.refill;
  }

  async #lease(allowance: Allowance): Promise<void> {
    const ask = allowance.ask();
    this.counts.leases++;
    let granted: number;
    try {
      const [lease] = await this.#options.store.lease([ask]);
      granted = lease?.granted ?? 0;
      this.counts.granted += granted;
      // The window may have ended while the store was asked: what it granted is of no use then.
      if (allowance.counter !== ask.counter) return;
      allowance.held += granted;
      allowance.used = lease?.used ?? allowance.used;
    } catch {
      if (allowance.counter !== ask.counter) return;
      granted = allowance.borrow();
      this.counts.borrowed += granted;
    }
    if (granted === 0 && allowance.held === 0)
      allowance.emptyUntilMs = Math.min(allowance.windowEndMs, this.#nowMs() + ASK_AGAIN_MS);
  }

  async #giveBack(set: AllowanceSet, nowMs: number): Promise<void> {
    const returns = set.allowances
      .filter((allowance) => allowance.held > 0 && allowance.windowEndMs > nowMs)
      .map((allowance) => ({ counter: allowance.counter, amount: allowance.held }));
    for (const allowance of set.allowances) allowance.held = 0;
    if (returns.length === 0) return;
    // Lost only when the store is gone; then the count is too high by what was held, never too low.
    await this.#options.store.giveBack(returns).catch(() => {});
  }

  #collectDebt(allowance: Allowance): void {
    if (allowance.debt === 0) return;
    this.#debts.push({
      counter: allowance.counter,
      amount: allowance.debt,
      windowEndsAtMs: allowance.windowEndMs,
    });
    allowance.used += allowance.debt;
    allowance.debt = 0;
  }

  async #chargeDebts(): Promise<void> {
    if (this.#debts.length === 0 || !this.#options.store.state().isHealthy) return;
    const debts = this.#debts;
    this.#debts = [];
    try {
      await this.#options.store.charge(debts);
    } catch {
      this.#debts = [...debts, ...this.#debts];
    }
  }
}
