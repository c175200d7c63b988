import { type Billing, makeBilling, payAsYouGo } from '@tollgate/testkit/factories/make-billing';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice } from './issue-invoice.ts';
import { listInvoices } from './list-invoices.ts';

let kit: TestServices;
let clickhouse: TestClickHouse;

beforeAll(async () => {
  clickhouse = await testClickHouse();
  kit = await makeServices(clickhouse.url);
});
afterAll(async () => {
  await kit.close();
  await clickhouse.drop();
});

const numbersOf = async ({ finance }: Billing) =>
  (await listInvoices(finance, { page: { size: 100 }, sort: 'number' })).data.map(({ number }) => number);

test('numbers have no gap under 20 concurrent issues, half of which are refused', async () => {
  kit.now(new Date('2026-09-15T00:00:00Z'));
  const billing = await makeBilling(kit.services);
  const developer = await billing.seller.addDeveloper('Ada');
  const customers = [];
  for (let i = 0; i < 20; i++) customers.push(await billing.addCustomer(payAsYouGo, developer));
  kit.now(new Date('2026-10-16T00:00:00Z'));
  const issue = (subscriptionId: string) =>
    codeOf(
      issueInvoice(billing.finance, { subscriptionId: subscriptionId as never, at: '2026-09-15T00:00:00Z' }),
    );
  const twice = customers.flatMap(({ subscriptionId }) => [subscriptionId, subscriptionId]);
  const codes = await Promise.all(twice.map(issue));
  expect(codes.filter((code) => code === undefined)).toHaveLength(20);
  expect(codes.filter((code) => code === 'conflict')).toHaveLength(20);
  expect(await numbersOf(billing)).toEqual(
    Array.from({ length: 20 }, (_, i) => `2026-${String(i + 1).padStart(6, '0')}`),
  );
});

test('each tenant counts for itself, and each year by the end of its periods anew', async () => {
  kit.now(new Date('2026-11-20T00:00:00Z'));
  const billing = await makeBilling(kit.services);
  const { subscriptionId } = await billing.addCustomer(payAsYouGo);
  kit.now(new Date('2027-03-01T00:00:00Z'));
  for (const at of ['2026-12-20T00:00:00Z', '2026-11-20T00:00:00Z', '2027-01-20T00:00:00Z'])
    await issueInvoice(billing.finance, { subscriptionId, at });
  expect(await numbersOf(billing)).toEqual(['2026-000001', '2027-000001', '2027-000002']);
});
