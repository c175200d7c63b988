import { METRICS, type MetricDefinition, type Sample } from './metric-definitions.ts';
import { NO_TENANT, OTHER_TENANTS } from './traffic-counts.ts';

/** What the processes of a gateway tell, as one. */
export class MetricBook {
  readonly #bySource = new Map<string, readonly Sample[]>();
  /** Counts of processes that died: what was counted once never goes down. */
  #carried: readonly Sample[] = [];
  readonly #tenants = new Set<string>([NO_TENANT, OTHER_TENANTS]);
  readonly #maxTenants: number;

  constructor(maxTenants: number) {
    this.#maxTenants = maxTenants + this.#tenants.size;
  }

  /** Takes what a process says now in place of what it said before. */
  take(source: string, samples: readonly Sample[]): void {
    this.#bySource.set(
      source,
      samples.map((sample) => this.#bounded(sample)),
    );
  }

  /** Keeps what a process that ended has counted, and forgets its state. */
  settle(source: string): void {
    const counted = (this.#bySource.get(source) ?? []).filter(({ id }) => METRICS[id].type !== 'gauge');
    this.#carried = merge([...this.#carried, ...counted]);
    this.#bySource.delete(source);
  }

  /** One sample a series. */
  collect(): Sample[] {
    return merge([...this.#carried, ...[...this.#bySource.values()].flat()]);
  }

  // Each worker bounds its own; together they would know more.
  #bounded(sample: Sample): Sample {
    if (sample.id !== 'requests') return sample;
    const [tenant = OTHER_TENANTS, ...rest] = sample.labels;
    if (this.#tenants.has(tenant)) return sample;
    if (this.#tenants.size < this.#maxTenants) {
      this.#tenants.add(tenant);
      return sample;
    }
    return { ...sample, labels: [OTHER_TENANTS, ...rest] };
  }
}

function merge(samples: readonly Sample[]): Sample[] {
  const series = new Map<string, Sample>();
  for (const sample of samples) {
    const key = JSON.stringify([sample.id, sample.labels]);
    const known = series.get(key);
    series.set(key, known ? join(known, sample) : sample);
  }
  return [...series.values()];
}

function join(one: Sample, other: Sample): Sample {
  const definition: MetricDefinition = METRICS[one.id];
  const value =
    definition.merge === 'sum' ? one.value + other.value : Math[definition.merge](one.value, other.value);
  if (!one.buckets || !other.buckets) return { ...one, value };
  const { buckets } = other;
  return { ...one, value, buckets: one.buckets.map((count, i) => count + (buckets[i] ?? 0)) };
}
