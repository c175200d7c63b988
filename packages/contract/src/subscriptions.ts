import { idSchema } from '@tollgate/domain/ids';
import { Terms } from '@tollgate/domain/terms';
import { z } from 'zod';
import { Timestamp } from './fields.ts';
import { listInput } from './pages.ts';

export const SubscriptionStatus = z.enum(['pending', 'active', 'suspended', 'cancelled']);

const Named = z.strictObject({ id: z.string(), name: z.string() });

/** An app on a plan of a product, with the terms it was made under. */
export const Subscription = z.strictObject({
  id: z.string(),
  status: SubscriptionStatus,
  app: Named,
  developer: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
  product: z.strictObject({ id: z.string(), name: z.string(), slug: z.string() }),
  plan: z.strictObject({ id: z.string(), name: z.string(), slug: z.string() }),
  planVersion: z.strictObject({ id: z.string(), number: z.int(), terms: Terms }),
  /** Periods are months counted from here. */
  anchorAt: Timestamp,
  /** The running billing period, half-open; quotas and invoices share it. */
  period: z.strictObject({ start: Timestamp, end: Timestamp }),
  cancelledAt: Timestamp.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Subscription = z.infer<typeof Subscription>;

export const CreateSubscriptionInput = z.strictObject({ appId: idSchema('app'), planId: idSchema('plan') });
export type CreateSubscriptionInput = z.input<typeof CreateSubscriptionInput>;

export const ListSubscriptionsInput = listInput(
  {
    appId: idSchema('app'),
    developerId: idSchema('developer'),
    productId: idSchema('product'),
    planId: idSchema('plan'),
    status: SubscriptionStatus,
  },
  ['createdAt'],
);
export type ListSubscriptionsInput = z.input<typeof ListSubscriptionsInput>;

/** What get, approve, suspend, resume and cancel take. */
export const SubscriptionInput = z.strictObject({ subscriptionId: idSchema('subscription') });
export type SubscriptionInput = z.input<typeof SubscriptionInput>;

export const ListQuotasInput = z.strictObject({ appId: idSchema('app').optional() });
export type ListQuotasInput = z.input<typeof ListQuotasInput>;

/** How much of a running period's quota is used; `limit` is null where the plan has none. */
export const SubscriptionQuota = z.strictObject({
  subscription: Subscription,
  limit: z.int().nullable(),
  used: z.int(),
});
export type SubscriptionQuota = z.infer<typeof SubscriptionQuota>;
