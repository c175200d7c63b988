import { quotaUsed } from '@tollgate/analytics/billing/quota-used';
import type { Analytics } from '@tollgate/analytics/client';
import { counterKey } from '@tollgate/counters/counter-key';
import type { Charge, CounterStore } from '@tollgate/counters/counter-store';
import { Environment } from '@tollgate/domain/environment';
import { type Period, periodAt } from '@tollgate/domain/periods';
import type { Logger } from 'pino';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import { QUOTA_NAME } from './admission-book.ts';

export interface QuotaRestorerOptions {
  index: () => ConfigurationIndex | null;
  analytics: Analytics;
  store: CounterStore;
  logger: Logger;
  everyMs?: number;
  nowMs?: () => number;
}

const EVERY_MS = 30_000;
const SUBSCRIPTIONS_PER_QUERY = 500;

interface Running {
  id: string;
  period: Period;
}

/**
 * Keeps quota counters no lower than what ClickHouse has counted, off the request path. A store that was flushed,
 * replaced or never saw some of the usage is right again within one round, so a flush grants nobody a fresh month.
 */
export class QuotaRestorer {
  readonly #options: QuotaRestorerOptions;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;
  #wasFailing = false;

  constructor(options: QuotaRestorerOptions) {
    this.#options = options;
  }

  /** Begins at once and goes on until stopped; a round that fails is tried again at the next. */
  start(): void {
    void this.#round();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#options.analytics.close();
  }

  /** Asks for the usage of every running period with a quota and lifts the counters; resolves when done. */
  async restore(): Promise<void> {
    const index = this.#options.index();
    if (!index) return;
    for (const [tenantId, running] of this.#runningByTenant(index)) {
      for (let at = 0; at < running.length && !this.#isStopped; at += SUBSCRIPTIONS_PER_QUERY) {
        const part = running.slice(at, at + SUBSCRIPTIONS_PER_QUERY);
        for (const environment of Environment.options) await this.#restorePart(tenantId, environment, part);
      }
    }
  }

  async #round(): Promise<void> {
    const { logger, everyMs = EVERY_MS } = this.#options;
    try {
      await this.restore();
      this.#wasFailing = false;
    } catch (error) {
      if (!this.#wasFailing)
        logger.warn({ reason: (error as Error).message }, 'quota counts could not be checked');
      this.#wasFailing = true;
    }
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#round(), everyMs).unref();
  }

  #runningByTenant(index: ConfigurationIndex): Map<string, Running[]> {
    const now = new Date((this.#options.nowMs ?? Date.now)());
    const byTenant = new Map<string, Running[]>();
    for (const { record, anchorAt } of index.subscriptions.values()) {
      if (!index.planVersions.get(record.planVersionId)?.quota) continue;
      const list = byTenant.get(record.tenantId) ?? [];
      list.push({ id: record.id, period: periodAt(anchorAt, now) });
      byTenant.set(record.tenantId, list);
    }
    return byTenant;
  }

  async #restorePart(tenantId: string, environment: Environment, part: Running[]): Promise<void> {
    const { analytics, store } = this.#options;
    const used = await quotaUsed(analytics, tenantId, {
      environment,
      subscriptions: part.map(({ id, period }) => ({ subscription: id, periodStart: period.start })),
    });
    const raises: Charge[] = part.flatMap(({ id, period }) => {
      const amount = used.get(id) ?? 0;
      if (amount === 0) return [];
      const counter = counterKey(id, environment, QUOTA_NAME, period.start.getTime());
      return [{ counter, amount, windowEndsAtMs: period.end.getTime() }];
    });
    if (raises.length > 0) await store.raise(raises);
  }
}
