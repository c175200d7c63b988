import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { Count } from '../query-values.ts';
import { timeBetween } from '../usage/usage-measures.ts';
import { type BillingPeriodInput, billingParams } from './billing-period.ts';

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
     FROM usage_events
     WHERE tenant = {tenant:String} AND environment = {environment:String}
       AND subscription = {subscription:String} AND ${timeBetween('from', 'to')}`,
    billingParams(tenant, input),
    BillableQuantity,
  );
  return row ?? { count: 0, uniqueCount: 0, requests: 0 };
}
