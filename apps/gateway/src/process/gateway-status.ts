import type { ShipperStatus, StoreStatus, WorkerStatus } from './messages.ts';

/** Who a gateway is, apart from what its processes say. */
export interface GatewayFacts {
  readonly name: string;
  readonly region: string;
  readonly version: string;
  readonly startedAt: string;
}

/** What the processes of a gateway said last. */
export interface GatewayView {
  /** One a slot; undefined for one that has not told any. */
  readonly workers: readonly (WorkerStatus | undefined)[];
  /** Null where usage is not shipped, undefined when the shipper has not told any. */
  readonly shipper: ShipperStatus | null | undefined;
  readonly isStopping: boolean;
}

/** Whether every worker can serve, and all that speaks against it or is wrong besides. */
export function readiness({ workers, isStopping }: GatewayView): { ready: boolean; reasons: string[] } {
  const reasons = workers.flatMap((status, slot) =>
    status ? status.reasons.map((reason) => `worker ${slot}: ${reason}`) : [`worker ${slot}: not started`],
  );
  if (isStopping) reasons.unshift('the gateway is stopping');
  return { ready: !isStopping && workers.every((status) => status?.isReady === true), reasons };
}

/** All that is known of a gateway, its sums first. */
export function gatewayStatus(facts: GatewayFacts, view: GatewayView) {
  const workers = view.workers.filter((status) => status !== undefined);
  const oldest = workers.flatMap(({ spoolOldestAt }) => spoolOldestAt ?? []).sort();
  return {
    ...facts,
    ...readiness(view),
    /** What every worker has applied. */
    appliedChange: workers.length === 0 ? 0 : Math.min(...workers.map(({ appliedChange }) => appliedChange)),
    spool: {
      segments: sum(workers.map(({ spoolSegments }) => spoolSegments)),
      bytes: sum(workers.map(({ spoolBytes }) => spoolBytes)),
      oldestAt: oldest[0] ?? null,
      deadLetters: view.shipper?.deadLetters ?? 0,
    },
    stores: mergeStores([...workers.flatMap(({ stores }) => stores), ...shipperStores(view)]),
    workers: view.workers.map((status) => status ?? null),
    shipper: view.shipper ?? null,
  };
}

function shipperStores({ shipper }: GatewayView): StoreStatus[] {
  if (shipper) return [shipper.store];
  if (shipper === null) return [];
  return [{ name: 'clickhouse', isHealthy: false, reason: 'the shipper has not started' }];
}

// A store is healthy when all who use it say so.
function mergeStores(stores: readonly StoreStatus[]): StoreStatus[] {
  const byName = new Map<string, StoreStatus>();
  for (const store of stores) {
    if (byName.get(store.name)?.isHealthy !== false) byName.set(store.name, store);
  }
  return [...byName.values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
