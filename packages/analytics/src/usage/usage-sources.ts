/** A table to read for a part of a range, in Unix microseconds, half-open. */
export interface UsageSource {
  table: 'usage_events' | 'usage_by_minute' | 'usage_by_hour' | 'usage_by_day';
  fromUs: number;
  toUs: number;
}

export const STEP_SECONDS = { minute: 60, hour: 3_600, day: 86_400 } as const;
export type Granularity = keyof typeof STEP_SECONDS;

const STEPS: Granularity[] = ['minute', 'hour', 'day'];

/**
 * Covers a range exactly and without overlap: the coarsest roll-up allowed for whole buckets in the middle, finer ones
 * towards the edges, and single events for what is left of a minute at either end.
 */
export function usageSources(from: Date, to: Date, coarsest: Granularity): UsageSource[] {
  return cover(from.getTime() * 1000, to.getTime() * 1000, STEPS.slice(0, STEPS.indexOf(coarsest) + 1));
}

function cover(fromUs: number, toUs: number, steps: Granularity[]): UsageSource[] {
  if (fromUs >= toUs) return [];
  const step = steps.at(-1);
  if (step === undefined) return [{ table: 'usage_events', fromUs, toUs }];
  const stepUs = STEP_SECONDS[step] * 1_000_000;
  const firstUs = Math.ceil(fromUs / stepUs) * stepUs;
  const lastUs = Math.floor(toUs / stepUs) * stepUs;
  const finer = steps.slice(0, -1);
  if (firstUs >= lastUs) return cover(fromUs, toUs, finer);
  return [
    ...cover(fromUs, firstUs, finer),
    { table: `usage_by_${step}`, fromUs: firstUs, toUs: lastUs },
    ...cover(lastUs, toUs, finer),
  ];
}
