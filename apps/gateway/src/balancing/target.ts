import type { Balancing } from '@tollgate/domain/balancing';
import type { UpstreamTarget } from '../snapshot/entries.ts';
import { EjectionState } from './health/ejection-state.ts';
import { HealthState } from './health/health-state.ts';
import type { Outcome } from './outcome.ts';
import { PeakEwma } from './peak-ewma.ts';
import type { RingMember } from './pick/hash-ring.ts';
import type { Loaded } from './pick/weighted.ts';

/** Of its weight, what a target has at the least while it starts slowly. */
const LEAST_SHARE = 0.1;
/** A failure counts as an answer that took this long, or else a target that fails fast would draw all requests. */
const FAILURE_MS = 1000;

export interface TargetOptions {
  readonly name: string;
  readonly upstream: UpstreamTarget;
  readonly weight: number;
  readonly settings: Balancing;
  readonly random: () => number;
  readonly nowMs: number;
}

/** One address of an upstream, with what is known of how it does. */
export class BalancedTarget implements Loaded, RingMember {
  readonly name: string;
  readonly upstream: UpstreamTarget;
  readonly weight: number;
  readonly health: HealthState | null;
  readonly ejection: EjectionState | null;
  readonly #slowStartMs: number;
  #latency = new PeakEwma();
  inFlight = 0;
  /** Whether it may be chosen; kept by the balancer. */
  isFit = true;
  #startedAtMs = Number.NEGATIVE_INFINITY;

  constructor({ name, upstream, weight, settings, random, nowMs }: TargetOptions) {
    this.name = name;
    this.upstream = upstream;
    this.weight = weight;
    this.health = settings.healthCheck && new HealthState(settings.healthCheck, random, nowMs);
    this.ejection = settings.ejection && new EjectionState(settings.ejection);
    this.#slowStartMs = settings.slowStartMs;
  }

  /** Goes on from what was known of the same address. */
  inherit(before: BalancedTarget): void {
    this.#latency = before.#latency;
    this.#startedAtMs = before.#startedAtMs;
    this.isFit = before.isFit;
    if (this.health && before.health) this.health.isHealthy = before.health.isHealthy;
    if (this.ejection && before.ejection) this.ejection.untilMs = before.ejection.untilMs;
  }

  /** Its share grows from now on. */
  startSlowly(nowMs: number): void {
    this.#startedAtMs = nowMs;
  }

  weightAt(nowMs: number): number {
    const sinceMs = nowMs - this.#startedAtMs;
    if (sinceMs >= this.#slowStartMs) return this.weight;
    return this.weight * Math.max(LEAST_SHARE, sinceMs / this.#slowStartMs);
  }

  latencyMs(nowMs: number): number {
    return this.#latency.valueMs(nowMs);
  }

  /** Takes how an attempt ended; true when the target is to be left out by it. */
  record(outcome: Outcome, latencyMs: number, nowMs: number): boolean {
    if (outcome === 'unknown') return false;
    this.#latency.observe(outcome === 'failure' ? Math.max(latencyMs, FAILURE_MS) : latencyMs, nowMs);
    return this.ejection?.record(outcome, nowMs) ?? false;
  }

  /** Takes a check's result; true when it is another state. Healthy again, it need not sit out its ejection. */
  recordCheck(isOk: boolean, nowMs: number): boolean {
    if (!this.health?.record(isOk, nowMs)) return false;
    if (isOk) this.ejection?.end();
    return true;
  }

  isSound(nowMs: number): boolean {
    return this.health?.isHealthy !== false && this.ejection?.isEjected(nowMs) !== true;
  }
}
