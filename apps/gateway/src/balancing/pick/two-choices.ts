import type { Loaded } from './weighted.ts';

export type Cost = (target: Loaded, nowMs: number) => number;

/** What a target that has answered nothing yet is taken to need, once a request is under way. */
const UNKNOWN_LATENCY_MS = 1000;

/** Requests under way for each unit of weight. */
export const requestsCost: Cost = (target, nowMs) => (target.inFlight + 1) / target.weightAt(nowMs);

/** How long a further request would take, for each unit of weight. */
export const latencyCost: Cost = (target, nowMs) => {
  const latencyMs = target.latencyMs(nowMs);
  const known = latencyMs === 0 && target.inFlight > 0 ? UNKNOWN_LATENCY_MS : latencyMs;
  return (known * (target.inFlight + 1)) / target.weightAt(nowMs);
};

/**
 * The cheaper of two targets drawn by lot. Looking at all of them would send every worker to the same one; two are
 * nearly as good, and cost the same for any number of targets.
 */
export function cheaperOfTwo<T extends Loaded>(
  targets: readonly T[],
  cost: Cost,
  random: () => number,
  nowMs: number,
): T | undefined {
  const count = targets.length;
  if (count < 2) return targets[0];
  const first = Math.floor(random() * count);
  const other = Math.floor(random() * (count - 1));
  const a = targets[first] as T;
  const b = targets[other >= first ? other + 1 : other] as T;
  return cost(b, nowMs) < cost(a, nowMs) ? b : a;
}
