import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { measureUsage } from './measure-usage.ts';
import { NO_USAGE, UsageMeasures } from './usage-measures.ts';
import { checkRange, usageScopeShape } from './usage-scope.ts';
import { usageSources } from './usage-sources.ts';

export const UsageTotalsInput = z.strictObject(usageScopeShape).superRefine(checkRange);
export type UsageTotalsInput = z.input<typeof UsageTotalsInput>;

export interface UsageTotals {
  current: UsageMeasures;
  /** The range of the same length that ends where this one starts. */
  previous: UsageMeasures;
}

/** Sums over a range, exact to the microsecond at both ends, and over the range of the same length before it. */
export async function usageTotals(
  analytics: Analytics,
  tenant: string,
  input: UsageTotalsInput,
): Promise<UsageTotals> {
  const { from, to, ...scope } = UsageTotalsInput.parse(input);
  const before = new Date(2 * from.getTime() - to.getTime());
  const sum = async (start: Date, end: Date) => {
    const sources = usageSources(start, end, 'day');
    const [row] = await measureUsage(analytics, tenant, scope, { sources, row: UsageMeasures });
    return row ?? NO_USAGE;
  };
  const [current, previous] = await Promise.all([sum(from, to), sum(before, from)]);
  return { current, previous };
}
