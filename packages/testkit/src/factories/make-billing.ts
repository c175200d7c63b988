import { insertEvents } from '@tollgate/analytics/insert-events';
import type { Id } from '@tollgate/domain/ids';
import type { Terms } from '@tollgate/domain/terms';
import type { UsageEvent } from '@tollgate/domain/usage-event';
import { createApp } from '@tollgate/services/apps/create-app';
import type { Ctx, Services } from '@tollgate/services/context/ctx';
import { createSubscription } from '@tollgate/services/subscriptions/create-subscription';
import { makeOffer, makeSeller, type Seller } from './make-seller.ts';
import { makeUsageEvents } from './make-usage-events.ts';

export type Customer = {
  developer: Ctx;
  appId: string;
  subscriptionId: Id<'subscription'>;
  /** Stores requests of this subscription, spread over a range; returns how many of them are billable. */
  use(count: number, from: string | Date, to: string | Date, values?: Partial<UsageEvent>): Promise<number>;
};

export type Billing = {
  seller: Seller;
  finance: Ctx;
  /** A developer, new unless given, with an app that subscribes now to a product of its own with these terms. */
  addCustomer(terms: Partial<Terms>, known?: Ctx): Promise<Customer>;
};

export const payAsYouGo: Partial<Terms> = {
  flatFeeMinor: 2900,
  usage: {
    model: 'graduated',
    included: 10,
    tiers: [
      { upTo: 20, unitMinor: '1.5' },
      { upTo: null, unitMinor: '0.25' },
    ],
  },
};

let made = 0;

/** A tenant whose customers use and pay; the services need a ClickHouse database. */
export async function makeBilling(services: Services): Promise<Billing> {
  const seller = await makeSeller(services, 'Billing');
  return {
    seller,
    finance: seller.memberCtx('finance'),
    async addCustomer(terms, known) {
      made++;
      const { planId } = await makeOffer(services, seller.tenantId, { slug: `offer-${made}`, terms });
      const developer = known ?? (await seller.addDeveloper(`Customer${made}`));
      const { id: appId } = await createApp(developer, { name: `App ${made}` });
      const subscription = await createSubscription(developer, { appId, planId });
      const use: Customer['use'] = async (count, from, to, values = {}) => {
        const owned = { tenant: seller.tenantId, subscription: subscription.id, app: appId, ...values };
        const events = makeUsageEvents(count, new Date(from), new Date(to), owned);
        await insertEvents(services.analytics, events[0]?.id ?? 'none', events);
        return events.filter((event) => event.billable === 1).length;
      };
      return { developer, appId, subscriptionId: subscription.id as Id<'subscription'>, use };
    },
  };
}
