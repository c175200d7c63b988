import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { Count } from '../query-values.ts';
import { type BillingPeriodInput, billingParams, PERIOD_EVENTS } from './billing-period.ts';

const BillableQuantity = z.object({
  /** Billable events stored. */
  count: Count,
  /** Billable events with an id of their own: what is billed. A difference from `count` is an incident. */
  uniqueCount: Count,
  /** All events, billable or not. */
  requests: Count,
});
export type BillableQuantity = z.output<typeof BillableQuantity>;

/** Counts a subscription's billable requests of a period from single events, exactly. */
export async function billableQuantity(
  analytics: Analytics,
  tenant: string,
  input: BillingPeriodInput,
): Promise<BillableQuantity> {
  const [row] = await analytics.query(
    `SELECT countIf(billable = 1) AS count, uniqExactIf(id, billable = 1) AS uniqueCount, count() AS requests
     ${PERIOD_EVENTS}`,
    billingParams(tenant, input),
    BillableQuantity,
  );
  return row ?? { count: 0, uniqueCount: 0, requests: 0 };
}
