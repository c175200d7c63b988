import { Environment } from '@tollgate/domain/environment';
import { z } from 'zod';
import type { QueryParams } from '../client.ts';
import { Instant, microsOf, TenantId } from '../query-values.ts';

/** A subscription's usage between two instants, half-open. Only `live` is invoiced. */
export const BillingPeriodInput = z.strictObject({
  subscription: z.string().min(1).max(64),
  from: Instant,
  to: Instant,
  environment: Environment.default('live'),
});
export type BillingPeriodInput = z.input<typeof BillingPeriodInput>;

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
