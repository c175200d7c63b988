import { draftInvoice } from '@tollgate/domain/billing/invoice';
import { periodAt } from '@tollgate/domain/periods';
import type { Terms, UsagePrice } from '@tollgate/domain/terms';
import { makeBilling } from '@tollgate/testkit/factories/make-billing';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { getInvoice } from './get-invoice.ts';
import { issueInvoice } from './issue-invoice.ts';
import { previewInvoice } from './preview-invoice.ts';
import { previewRecomputedInvoice } from './preview-recomputed-invoice.ts';

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

const unitMinor = fc
  .tuple(fc.nat(2_000), fc.nat(99_999_999))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(8, '0')}`);
const ends = fc
  .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 4 })
  .map((list) => list.sort((a, b) => a - b));
const tiered = fc.record({
  model: fc.constantFrom('graduated' as const, 'volume' as const),
  included: fc.nat(40),
  tiers: fc
    .tuple(ends, fc.array(unitMinor, { minLength: 5, maxLength: 5 }))
    .map(([upTo, prices]) =>
      [...upTo, null].map((end, index) => ({ upTo: end, unitMinor: prices[index] as string })),
    ),
});
const usagePrice: fc.Arbitrary<UsagePrice | null> = fc.oneof(
  fc.constant(null),
  fc.record({ model: fc.constant('per_unit' as const), included: fc.nat(40), unitMinor }),
  tiered,
);
const terms: fc.Arbitrary<Partial<Terms>> = fc.record({
  flatFeeMinor: fc.nat(100_000),
  usage: usagePrice,
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
});
const instant = fc
  .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-08-31T23:59:59Z') })
  .map((ms) => new Date(ms));

test('preview, invoice and recomputation are one cent for any terms, usage, anchor and end', async () => {
  const billing = await makeBilling(kit.services);
  const developer = await billing.seller.addDeveloper('Ada');
  await fc.assert(
    fc.asyncProperty(
      terms,
      instant,
      fc.nat(150),
      fc.option(fc.double({ min: 0.001, max: 0.999, noNaN: true })),
      async (wanted, anchor, count, endsAfter) => {
        kit.now(anchor);
        const { subscriptionId, use } = await billing.addCustomer(wanted, developer);
        const period = periodAt(anchor, anchor);
        const lengthMs = period.end.getTime() - period.start.getTime();
        const endedAt =
          endsAfter === null ? null : new Date(anchor.getTime() + Math.floor(lengthMs * endsAfter));
        const billable = count === 0 ? 0 : await use(count, period.start, endedAt ?? period.end);
        if (endedAt) {
          kit.now(endedAt);
          await cancelSubscription(billing.seller.memberCtx('editor'), { subscriptionId });
        }
        kit.now(new Date(period.end.getTime() + 180_000));
        const asked = { subscriptionId, at: anchor.toISOString() };
        const preview = await previewInvoice(billing.finance, asked);
        const invoice = await issueInvoice(billing.finance, asked);
        const invoiceId = invoice.id as never;
        const check = await previewRecomputedInvoice(billing.finance, { invoiceId });
        const stored = await getInvoice(billing.finance, { invoiceId });
        expect(check.isSame).toBe(true);
        expect(invoice.quantity).toBe(String(billable));
        expect([stored.lines, preview.lines, check.recomputed.lines]).toEqual(Array(3).fill(invoice.lines));
        expect(invoice.lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n)).toBe(
          BigInt(invoice.totalMinor),
        );
        const full = { currency: 'USD', flatFeeMinor: 0, usage: null, ...wanted };
        const draft = draftInvoice({ terms: full, period, quantity: billable, endedAt });
        expect(invoice.totalMinor).toBe(draft.totalMinor.toString());
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
