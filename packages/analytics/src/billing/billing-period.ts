import { Environment } from '@tollgate/domain/environment';
import { z } from 'zod';
import type { QueryParams } from '../client.ts';
import { Instant, microsOf, TenantId } from '../query-values.ts';
import { timeBetween } from '../usage/usage-measures.ts';

/** A subscription's usage between two instants, half-open. Only `live` is invoiced. */
export const BillingPeriodInput = z.strictObject({
  subscription: z.string().min(1).max(64),
  from: Instant,
  to: Instant,
  environment: Environment.default('live'),
});
export type BillingPeriodInput = z.input<typeof BillingPeriodInput>;

/** The events of a subscription in a period, for what `billingParams` binds. */
export const PERIOD_EVENTS = `FROM usage_events
  WHERE tenant = {tenant:String} AND environment = {environment:String}
    AND subscription = {subscription:String} AND ${timeBetween('from', 'to')}`;

/** Values bound by queries over one subscription's events. */
export function billingParams(tenant: string, input: BillingPeriodInput): QueryParams {
  const { subscription, from, to, environment } = BillingPeriodInput.parse(input);
  return {
    tenant: TenantId.parse(tenant),
    environment,
    subscription,
    from: microsOf(from),
    to: microsOf(to),
  };
}
