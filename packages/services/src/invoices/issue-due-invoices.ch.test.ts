import { insertEvents } from '@tollgate/analytics/insert-events';
import { type Billing, makeBilling, payAsYouGo } from '@tollgate/testkit/factories/make-billing';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { approveSubscription } from '../subscriptions/approve-subscription.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { suspendSubscription } from '../subscriptions/suspend-subscription.ts';
import { takeBillingTurn } from './billing/billing-turn.ts';
import { issueDueInvoices } from './issue-due-invoices.ts';
import { listInvoices } from './list-invoices.ts';
import { voidInvoice } from './void-invoice.ts';

let kit: TestServices;
let clickhouse: TestClickHouse;
let billing: Billing;

// The job works for all tenants: each test has a Postgres of its own. Usage is asked for by tenant.
beforeAll(async () => {
  clickhouse = await testClickHouse();
});
beforeEach(async () => {
  kit = await makeServices(clickhouse.url);
  kit.now(new Date('2026-01-31T12:00:00Z'));
  billing = await makeBilling(kit.services);
});
afterEach(() => kit.close());
afterAll(() => clickhouse.drop());

const issueAt = (now: string) => {
  kit.now(new Date(now));
  return issueDueInvoices(kit.services);
};
const invoicesOf = async (subscriptionId: string, ctx = billing.finance) => {
  const { data } = await listInvoices(ctx, {
    page: { size: 100 },
    filter: { subscriptionId: subscriptionId as never },
  });
  return data.toReversed();
};
const starts = async (subscriptionId: string) =>
  (await invoicesOf(subscriptionId)).map(({ period }) => period.start.slice(0, 10)).toSorted();

test('every closed period is invoiced once, short months included, and running the job again issues nothing', async () => {
  const { subscriptionId } = await billing.addCustomer(payAsYouGo);
  expect(await issueAt('2026-02-28T12:01:59Z')).toBe(0);
  expect(await issueAt('2026-02-28T12:02:00Z')).toBe(1);
  expect(await issueAt('2026-05-31T12:02:00Z')).toBe(3);
  expect(await issueAt('2026-05-31T12:02:00Z')).toBe(0);
  expect(await starts(subscriptionId)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
});

test('two workers that run at the same moment issue each invoice once', async () => {
  const customers = [await billing.addCustomer(payAsYouGo), await billing.addCustomer(payAsYouGo)];
  kit.now(new Date('2026-04-15T00:00:00Z'));
  const counts = await Promise.all([1, 2, 3].map(() => issueDueInvoices(kit.services)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  for (const { subscriptionId } of customers)
    expect(await starts(subscriptionId)).toEqual(['2026-01-31', '2026-02-28']);
});

test('while usage of the past is being written no invoice is issued, and afterwards it is', async () => {
  await billing.addCustomer(payAsYouGo);
  const during = await takeBillingTurn(kit.services, () => issueAt('2026-03-01T00:00:00Z'));
  expect(during).toBe(0);
  expect(await issueAt('2026-03-01T00:00:00Z')).toBe(1);
});

test('plans without a price are left out, plans priced by use alone are not', async () => {
  const free = await billing.addCustomer({ flatFeeMinor: 0, usage: null });
  const byUse = await billing.addCustomer({
    flatFeeMinor: 0,
    usage: { model: 'per_unit', included: 0, unitMinor: '1' },
  });
  expect(await issueAt('2026-03-01T00:00:00Z')).toBe(1);
  expect(await invoicesOf(free.subscriptionId)).toEqual([]);
  expect(await invoicesOf(byUse.subscriptionId)).toHaveLength(1);
});

test('a cancelled subscription pays for its time and usage until the end, and for no later period', async () => {
  const { subscriptionId, use } = await billing.addCustomer(payAsYouGo);
  await use(30, '2026-01-31T12:00:00Z', '2026-02-10T12:00:00Z', { billable: 1 });
  kit.now(new Date('2026-02-14T12:00:00Z'));
  await cancelSubscription(billing.seller.memberCtx('editor'), { subscriptionId });
  expect(await issueAt('2026-06-01T00:00:00Z')).toBe(1);
  const [invoice] = await invoicesOf(subscriptionId);
  // Half of a period of 28 days: 14.50, and 20 requests at 1.5 cents.
  expect(invoice?.totalMinor).toBe('1480');
});

test('a subscription that was never approved owes nothing, cancelled or not; an approved one from its approval', async () => {
  const terms = { ...payAsYouGo, approval: 'manual' as const };
  const [left, cancelled, approved] = [
    await billing.addCustomer(terms),
    await billing.addCustomer(terms),
    await billing.addCustomer(terms),
  ];
  const editor = billing.seller.memberCtx('editor');
  kit.now(new Date('2026-02-10T00:00:00Z'));
  await cancelSubscription(cancelled.developer, { subscriptionId: cancelled.subscriptionId });
  await approveSubscription(editor, { subscriptionId: approved.subscriptionId });
  expect(await issueAt('2026-04-01T00:00:00Z')).toBe(1);
  expect(await invoicesOf(left.subscriptionId)).toEqual([]);
  expect(await invoicesOf(cancelled.subscriptionId)).toEqual([]);
  expect(await starts(approved.subscriptionId)).toEqual(['2026-02-10']);
});

test('a suspended subscription is still billed', async () => {
  const { subscriptionId } = await billing.addCustomer(payAsYouGo);
  await suspendSubscription(billing.seller.memberCtx('editor'), { subscriptionId });
  expect(await issueAt('2026-03-01T00:00:00Z')).toBe(1);
});

test('a voided invoice is not issued again by the job', async () => {
  const { subscriptionId } = await billing.addCustomer(payAsYouGo);
  await issueAt('2026-03-01T00:00:00Z');
  const [invoice] = await invoicesOf(subscriptionId);
  await voidInvoice(billing.finance, { invoiceId: invoice?.id as never });
  expect(await issueAt('2026-03-01T00:00:00Z')).toBe(0);
});

test('a worker that was away for months issues all of them', async () => {
  const { subscriptionId } = await billing.addCustomer(payAsYouGo);
  expect(await issueAt('2027-01-31T12:03:00Z')).toBe(12);
  expect(new Set(await starts(subscriptionId)).size).toBe(12);
});

test('usage that cannot be billed holds back its own invoice only, and is reported', async () => {
  const broken = await billing.addCustomer(payAsYouGo);
  const other = await makeBilling(kit.services);
  const fine = await other.addCustomer(payAsYouGo);
  const event = makeUsageEvent({
    ...{ tenant: billing.seller.tenantId, subscription: broken.subscriptionId, at: '2026-02-01T00:00:00Z' },
  });
  await insertEvents(kit.services.analytics, 'first', [event]);
  await insertEvents(kit.services.analytics, 'again', [event, makeUsageEvent()]);
  await expect(issueAt('2026-03-01T00:00:00Z')).rejects.toMatchObject({
    errors: [expect.objectContaining({ code: 'internal_error' })],
  });
  expect(await invoicesOf(broken.subscriptionId)).toEqual([]);
  expect(await invoicesOf(fine.subscriptionId, other.finance)).toHaveLength(1);
});
