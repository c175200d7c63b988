import { inflateSync } from 'node:zlib';
import type { Terms } from '@tollgate/domain/terms';
import { makeBilling, payAsYouGo } from '@tollgate/testkit/factories/make-billing';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { type TestClickHouse, testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateTenant } from '../tenants/update-tenant.ts';
import { issueInvoice } from './issue-invoice.ts';
import { renderInvoicePdf } from './render-invoice-pdf.ts';

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

/** The letters of a PDF whose fonts are the standard ones: the hex strings of its inflated streams. */
function textOf(pdf: Buffer): string {
  const texts: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('endstream', at);
    if (pdf.subarray(at - 3, at).toString() === 'end' || end < 0) continue;
    const content = inflateSync(pdf.subarray(at + 7, end)).toString('latin1');
    for (const block of content.match(/\[.*?\] TJ/gs) ?? []) {
      const hex = [...block.matchAll(/<([0-9a-f]*)>/g)].map(([, digits]) => digits).join('');
      texts.push(Buffer.from(hex, 'hex').toString('latin1'));
    }
  }
  return texts.join('\n');
}

async function print(terms: Partial<Terms>, name: string, requests: number) {
  kit.now(new Date('2026-09-15T00:00:00Z'));
  const billing = await makeBilling(kit.services);
  await updateTenant(billing.seller.memberCtx('owner'), { name });
  const { subscriptionId, use, developer } = await billing.addCustomer(terms);
  await use(requests, '2026-09-15T00:00:00Z', '2026-10-01T00:00:00Z', { billable: 1 });
  kit.now(new Date('2026-10-16T00:00:00Z'));
  const invoice = await issueInvoice(billing.finance, { subscriptionId, at: '2026-09-15T00:00:00Z' });
  return { invoice, ...(await renderInvoicePdf(developer, { invoiceId: invoice.id as never })) };
}

test('the PDF names the number, the seller, the period, every line and the total', async () => {
  const { invoice, bytes, name } = await print(payAsYouGo, 'Atlas & Söhne', 35);
  expect(name).toBe(`invoice-${invoice.number}.pdf`);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes.subarray(-6).toString()).toContain('%%EOF');
  const text = textOf(bytes);
  for (const part of [invoice.number, 'Atlas & Söhne', '2026-09-15T00:00 to 2026-10-15T00:00 UTC'])
    expect(text).toContain(part);
  for (const line of invoice.lines) expect(text.replaceAll('\n', ' ')).toContain(line.description);
  // 29.00 and 20 requests at 1.5 cents and 5 at 0.25 cents.
  expect(invoice.totalMinor).toBe('2931');
  expect(text).toContain('$29.31');
});

test('twenty tiers and names in other scripts print on as many pages as they take', async () => {
  const tiers = Array.from({ length: 20 }, (_, index) => ({
    upTo: index < 19 ? index + 1 : null,
    unitMinor: '0.5',
  }));
  const { bytes, invoice } = await print(
    { usage: { model: 'graduated', included: 1, tiers } },
    '天気 🚀',
    60,
  );
  expect(invoice.lines).toHaveLength(21);
  const text = textOf(bytes);
  expect(text).toContain('Total');
  for (const line of invoice.lines) expect(text).toContain(line.description);
});
