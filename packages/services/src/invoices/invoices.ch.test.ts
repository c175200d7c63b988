import { insertEvents } from '@tollgate/analytics/insert-events';
import { gateways } from '@tollgate/db/schema';
import { addGateway } from '@tollgate/testkit/factories/add-gateway';
import { type Billing, makeBilling, payAsYouGo } from '@tollgate/testkit/factories/make-billing';
import { makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeUsageEvent } from '@tollgate/testkit/factories/make-usage-event';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteGateway } from '../gateways/delete-gateway.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { getInvoice } from './get-invoice.ts';
import { getInvoiceUsage } from './get-invoice-usage.ts';
import { issueInvoice } from './issue-invoice.ts';
import { listInvoices } from './list-invoices.ts';
import { payInvoice } from './pay-invoice.ts';
import { previewInvoice } from './preview-invoice.ts';
import { previewRecomputedInvoice } from './preview-recomputed-invoice.ts';
import { renderInvoicePdf } from './render-invoice-pdf.ts';
import { voidInvoice } from './void-invoice.ts';

const START = '2026-09-15T10:30:00.250Z';
const END = '2026-10-15T10:30:00.250Z';
const AFTER = '2026-10-15T10:33:00.000Z';

let kit: TestServices;
let clickhouse: TestClickHouse;
let billing: Billing;

beforeAll(async () => {
  clickhouse = await testClickHouse();
  kit = await makeServices(clickhouse.url);
  billing = await makeBilling(kit.services);
});
beforeEach(() => kit.now(new Date(START)));
afterEach(() => kit.services.db.system.delete(gateways));
afterAll(async () => {
  await kit.close();
  await clickhouse.drop();
});

/** A customer with usage of one period, after which it is now. */
async function usedPeriod(count = 100) {
  const customer = await billing.addCustomer(payAsYouGo);
  const billable = await customer.use(count, START, END);
  kit.now(new Date(AFTER));
  return { ...customer, billable, wanted: { subscriptionId: customer.subscriptionId, at: START } };
}
const report = (values: Partial<typeof gateways.$inferInsert>) => addGateway(kit.services, 'gw-1', values);

test('the invoice is the preview to the cent, line by line, and both are what the terms say', async () => {
  const { wanted, billable } = await usedPeriod();
  const preview = await previewInvoice(billing.finance, wanted);
  const invoice = await issueInvoice(billing.finance, wanted);
  expect(invoice.lines).toEqual(preview.lines);
  for (const key of ['quantity', 'totalMinor', 'currency', 'period', 'plan', 'developer'] as const)
    expect(invoice[key]).toEqual(preview[key]);
  expect(preview.isPeriodOver).toBe(true);
  expect(invoice.period).toEqual({ start: START, end: END });
  expect(billable).toBeGreaterThan(30);
  expect(invoice.quantity).toBe(String(billable));
  expect(invoice.totalMinor).toBe(String(2900 + 30 + Math.floor((billable - 30) * 0.25 + 0.5)));
  expect(await getInvoice(billing.finance, { invoiceId: invoice.id as never })).toEqual(invoice);
  expect(await auditActions(billing.finance, invoice.id)).toEqual(['invoice.issued']);
  expect((await feedEntries(billing.finance)).some((entry) => entry.startsWith('invoice'))).toBe(false);
});

test('usage one microsecond outside the period, of the test environment, and of others is not billed', async () => {
  const customer = await billing.addCustomer(payAsYouGo);
  const of = { tenant: billing.seller.tenantId, subscription: customer.subscriptionId, billable: 1 as const };
  const [startUs, endUs] = [START, END].map((at) => new Date(at).getTime() * 1000) as [number, number];
  const inside = [startUs, endUs - 1].map((time_us) => makeUsageEvent({ ...of, time_us }));
  const outside = [
    ...[startUs - 1, endUs].map((time_us) => makeUsageEvent({ ...of, time_us })),
    makeUsageEvent({ ...of, time_us: startUs, environment: 'test' }),
    makeUsageEvent({ ...of, time_us: startUs, tenant: 'tnt_other' }),
    makeUsageEvent({ ...of, time_us: startUs, billable: 0 }),
  ];
  await insertEvents(kit.services.analytics, 'edges', [...inside, ...outside]);
  kit.now(new Date(AFTER));
  const { quantity } = await issueInvoice(billing.finance, {
    subscriptionId: customer.subscriptionId,
    at: START,
  });
  expect(quantity).toBe('2');
});

test('usage that is stored twice stops the invoice instead of billing it', async () => {
  const customer = await billing.addCustomer(payAsYouGo);
  const of = { tenant: billing.seller.tenantId, subscription: customer.subscriptionId, at: START };
  const event = makeUsageEvent(of);
  await insertEvents(kit.services.analytics, `${event.id}/a`, [event]);
  await insertEvents(kit.services.analytics, `${event.id}/b`, [event, makeUsageEvent(of)]);
  kit.now(new Date(AFTER));
  const wanted = { subscriptionId: customer.subscriptionId, at: START };
  expect(await codeOf(issueInvoice(billing.finance, wanted))).toBe('internal_error');
  expect(
    (await listInvoices(billing.finance, { filter: { subscriptionId: customer.subscriptionId } })).data,
  ).toEqual([]);
});

describe('an invoice waits', () => {
  test('for the end of its period and two minutes more', async () => {
    const { wanted } = await usedPeriod(5);
    for (const now of [START, '2026-10-15T10:30:00.249Z', END, '2026-10-15T10:32:00.249Z']) {
      kit.now(new Date(now));
      expect(await codeOf(issueInvoice(billing.finance, wanted)), now).toBe('period_open');
    }
    kit.now(new Date('2026-10-15T10:32:00.250Z'));
    expect(await codeOf(issueInvoice(billing.finance, wanted))).toBeUndefined();
  });

  test('while a gateway’s spool holds usage of it, but not for usage after it', async () => {
    const { wanted } = await usedPeriod(5);
    await report({ spoolOldestAt: new Date(new Date(END).getTime() - 1) });
    expect(await codeOf(issueInvoice(billing.finance, wanted))).toBe('period_open');
    await kit.services.db.system.update(gateways).set({ spoolOldestAt: new Date(END) });
    expect(await codeOf(issueInvoice(billing.finance, wanted))).toBeUndefined();
  });

  test('but not for a gateway that the tenant removed, while other tenants still wait for it', async () => {
    const { wanted } = await usedPeriod(5);
    await report({ spoolOldestAt: new Date(START), seenAt: new Date(START) });
    const admin = billing.seller.memberCtx('admin');
    const other = await makeBilling(kit.services);
    await deleteGateway(other.seller.memberCtx('admin'), { gatewayName: 'gw-1' });
    expect(await codeOf(issueInvoice(billing.finance, wanted))).toBe('period_open');
    await deleteGateway(admin, { gatewayName: 'gw-1' });
    expect(await codeOf(issueInvoice(billing.finance, wanted))).toBeUndefined();
  });

  test('for a gateway that was cut off before the end and may still serve, for a day', async () => {
    const { wanted } = await usedPeriod(5);
    await report({ spoolOldestAt: null, seenAt: new Date('2026-10-15T10:29:00Z') });
    expect(await codeOf(issueInvoice(billing.finance, wanted))).toBe('period_open');
    kit.now(new Date('2026-10-16T10:30:00Z'));
    expect(await codeOf(issueInvoice(billing.finance, wanted))).toBeUndefined();
  });
});

test('a period has one invoice; voided, it can be issued again under a new number', async () => {
  const { wanted } = await usedPeriod(20);
  const first = await issueInvoice(billing.finance, wanted);
  expect(await codeOf(issueInvoice(billing.finance, { ...wanted, at: '2026-10-01T00:00:00Z' }))).toBe(
    'conflict',
  );
  expect((await voidInvoice(billing.finance, { invoiceId: first.id as never })).status).toBe('void');
  const second = await issueInvoice(billing.finance, wanted);
  expect(second.number > first.number).toBe(true);
  expect(second.lines).toEqual(first.lines);
  expect(await auditActions(billing.finance, first.id)).toEqual(['invoice.issued', 'invoice.voided']);
});

test('an issued invoice is paid once or voided once, and nothing follows', async () => {
  const { wanted } = await usedPeriod(5);
  const { id } = await issueInvoice(billing.finance, wanted);
  const invoiceId = id as never;
  const codes = await Promise.all([1, 2, 3].map(() => codeOf(payInvoice(billing.finance, { invoiceId }))));
  expect(codes.toSorted()).toEqual(['conflict', 'conflict', undefined]);
  expect(await codeOf(voidInvoice(billing.finance, { invoiceId }))).toBe('conflict');
  expect(await getInvoice(billing.finance, { invoiceId })).toMatchObject({
    status: 'paid',
    paidAt: new Date(AFTER).toISOString(),
    voidedAt: null,
  });
  expect(await auditActions(billing.finance, id)).toEqual(['invoice.issued', 'invoice.paid']);
});

test('the hours behind an invoice add up to its quantity', async () => {
  const { wanted } = await usedPeriod(300);
  const invoice = await issueInvoice(billing.finance, wanted);
  const { data } = await getInvoiceUsage(billing.finance, { invoiceId: invoice.id as never });
  expect(data.length).toBeGreaterThan(50);
  expect(String(data.reduce((sum, hour) => sum + hour.billable, 0))).toBe(invoice.quantity);
});

test('recomputing after usage of other periods and a later cancellation is the same cent; new usage shows', async () => {
  const { wanted, use, subscriptionId } = await usedPeriod(50);
  const { id } = await issueInvoice(billing.finance, wanted);
  await use(50, END, '2026-10-20T00:00:00Z');
  kit.now(new Date('2026-10-20T00:00:00Z'));
  await cancelSubscription(billing.seller.memberCtx('editor'), { subscriptionId });
  const check = await previewRecomputedInvoice(billing.finance, { invoiceId: id as never });
  expect(check.isSame).toBe(true);
  await use(1, START, END, { billable: 1 });
  const late = await previewRecomputedInvoice(billing.finance, { invoiceId: id as never });
  expect(late.isSame).toBe(false);
  expect(Number(late.recomputed.quantity)).toBe(Number(late.issued.quantity) + 1);
});

test('a period before the subscription or after its end has neither invoice nor preview', async () => {
  const { subscriptionId } = await billing.addCustomer(payAsYouGo);
  const before = '2026-09-15T10:30:00.249Z';
  expect(await codeOf(previewInvoice(billing.finance, { subscriptionId, at: before }))).toBe(
    'validation_failed',
  );
  kit.now(new Date('2026-09-20T00:00:00Z'));
  await cancelSubscription(billing.seller.memberCtx('editor'), { subscriptionId });
  kit.now(new Date('2026-12-01T00:00:00Z'));
  for (const at of [before, END])
    expect(await codeOf(issueInvoice(billing.finance, { subscriptionId, at }))).toBe('validation_failed');
  const invoice = await issueInvoice(billing.finance, { subscriptionId, at: START });
  // 4 days, 13 hours, 29 minutes and 59.75 seconds of 30 days of 29.00.
  expect(invoice.totalMinor).toBe(String(Math.round((2900 * 394_199.75) / 2_592_000)));
  const later = await previewInvoice(billing.finance, { subscriptionId });
  expect(later.totalMinor).toBe('0');
});

test('developers see, check and print only invoices of their own, and issue, pay or void none', async () => {
  const { wanted, developer, subscriptionId } = await usedPeriod(5);
  const eve = (await billing.addCustomer(payAsYouGo)).developer;
  const invoice = await issueInvoice(billing.finance, wanted);
  const invoiceId = invoice.id as never;
  const stranger = (await makeSeller(kit.services, 'Other')).memberCtx('owner');
  const readers = [getInvoice, getInvoiceUsage, previewRecomputedInvoice, renderInvoicePdf];
  for (const read of readers) {
    expect(await codeOf(read(developer, { invoiceId }))).toBeUndefined();
    expect(await codeOf(read(eve, { invoiceId }))).toBe('not_found');
    expect(await codeOf(read(stranger, { invoiceId }))).toBe('not_found');
  }
  for (const ctx of [eve, stranger]) {
    expect(await codeOf(previewInvoice(ctx, { subscriptionId }))).toBe('not_found');
    expect((await listInvoices(ctx, { filter: { subscriptionId } })).data).toEqual([]);
  }
  expect((await listInvoices(developer)).data.map(({ id }) => id)).toEqual([invoice.id]);
  expect(await codeOf(payInvoice(developer, { invoiceId }))).toBe('role_insufficient');
});
