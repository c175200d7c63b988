import { z } from 'zod';
import type { Analytics } from '../client.ts';
import { Count, SecondsAsTime } from '../query-values.ts';
import { type BillingPeriodInput, billingParams, PERIOD_EVENTS } from './billing-period.ts';

const BillableHour = z.object({
  /** Start of the UTC hour, RFC 3339. */
  hour: SecondsAsTime,
  requests: Count,
  billable: Count,
});
export type BillableHour = z.output<typeof BillableHour>;

/** The hours of a period in which a subscription made requests, in order; `billable` adds up to the invoiced quantity. */
export async function billableByHour(
  analytics: Analytics,
  tenant: string,
  input: BillingPeriodInput,
): Promise<BillableHour[]> {
  return analytics.query(
    `SELECT toUnixTimestamp(toStartOfHour(time)) AS hour,
       uniqExact(id) AS requests, uniqExactIf(id, billable = 1) AS billable
     ${PERIOD_EVENTS}
     GROUP BY hour ORDER BY hour`,
    billingParams(tenant, input),
    BillableHour,
  );
}
