import { LatencyHistogram } from './latency-histogram.ts';
import type { Sample } from './metric-definitions.ts';

/** A request as it ended. Times are by `performance.now`. */
export interface EndedRequest {
  /** The slug of its tenant; null when none was found. */
  readonly tenant: string | null;
  readonly status: number;
  /** Empty when there is none. */
  readonly problem: string;
  readonly startedAt: number;
  /** 0 when it was not forwarded. */
  readonly forwardedAt: number;
  readonly attempts: number;
}

/** The label of requests of all tenants beyond the bound. */
export const OTHER_TENANTS = 'other';
/** The label of requests that reached no tenant. */
export const NO_TENANT = 'none';

const CLASSES = 6;

/** Counts what goes through one worker. */
export class TrafficCounts {
  #started = 0;
  #ended = 0;
  #retries = 0;
  readonly #maxTenants: number;
  readonly #byTenant = new Map<string, Float64Array>();
  readonly #problems = new Map<string, number>();
  readonly #duration = new LatencyHistogram();
  readonly #overhead = new LatencyHistogram();
  readonly #upstream = new LatencyHistogram();

  constructor(maxTenants: number) {
    this.#maxTenants = maxTenants;
    this.#byTenant.set(NO_TENANT, new Float64Array(CLASSES));
    this.#byTenant.set(OTHER_TENANTS, new Float64Array(CLASSES));
  }

  onStart(): void {
    this.#started++;
  }

  onEnd({ tenant, status, problem, startedAt, forwardedAt, attempts }: EndedRequest): void {
    const now = performance.now();
    this.#ended++;
    (this.#classesOf(tenant)[Math.min(CLASSES - 1, Math.floor(status / 100))] as number)++;
    if (problem !== '') this.#problems.set(problem, (this.#problems.get(problem) ?? 0) + 1);
    this.#duration.observe(now - startedAt);
    if (forwardedAt === 0) {
      this.#overhead.observe(now - startedAt);
      return;
    }
    this.#overhead.observe(forwardedAt - startedAt);
    this.#upstream.observe(now - forwardedAt);
    if (attempts > 1) this.#retries += attempts - 1;
  }

  samples(): Sample[] {
    return [
      { id: 'inFlight', labels: [], value: this.#started - this.#ended },
      { id: 'retries', labels: [], value: this.#retries },
      ...Array.from(this.#byTenant, ([tenant, classes]) => requestSamples(tenant, classes)).flat(),
      ...Array.from(this.#problems, ([code, value]): Sample => ({ id: 'problems', labels: [code], value })),
      histogramSample('duration', this.#duration),
      histogramSample('overhead', this.#overhead),
      histogramSample('upstreamDuration', this.#upstream),
    ];
  }

  // A tenant whose slug is one of our own labels is never told apart.
  #classesOf(tenant: string | null): Float64Array {
    if (tenant === null || tenant === NO_TENANT) {
      return this.#byTenant.get(tenant === null ? NO_TENANT : OTHER_TENANTS) as Float64Array;
    }
    let classes = this.#byTenant.get(tenant);
    if (classes) return classes;
    if (this.#byTenant.size - 2 >= this.#maxTenants) {
      return this.#byTenant.get(OTHER_TENANTS) as Float64Array;
    }
    classes = new Float64Array(CLASSES);
    this.#byTenant.set(tenant, classes);
    return classes;
  }
}

function requestSamples(tenant: string, classes: Float64Array): Sample[] {
  return Array.from(
    classes,
    (value, hundreds): Sample => ({
      id: 'requests',
      labels: [tenant, hundreds === 0 ? 'none' : `${hundreds}xx`],
      value,
    }),
  ).filter(({ value }) => value > 0);
}

function histogramSample(
  id: 'duration' | 'overhead' | 'upstreamDuration',
  histogram: LatencyHistogram,
): Sample {
  return { id, labels: [], value: histogram.sumSeconds, buckets: histogram.buckets };
}
