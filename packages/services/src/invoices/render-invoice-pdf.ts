import type { Invoice, InvoiceInput } from '@tollgate/contract/invoices';
import { formatMoney, formatUnitPrice } from '@tollgate/domain/billing/money';
import PDFDocument from 'pdfkit';
import type { Ctx } from '../context/ctx.ts';
import { getTenant } from '../tenants/get-tenant.ts';
import { getInvoice } from './get-invoice.ts';

const LEFT = 56;
const RIGHT = 539;
const COLUMNS = { quantity: 330, unit: 420, amount: RIGHT } as const;
const PAGE_BOTTOM = 760;

type Pdf = PDFKit.PDFDocument;

/** An invoice as a PDF of A4 pages. */
export async function renderInvoicePdf(
  ctx: Ctx,
  input: InvoiceInput,
): Promise<{ name: string; bytes: Buffer }> {
  const invoice = await getInvoice(ctx, input);
  const tenant = await getTenant(ctx);
  const pdf = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: `Invoice ${invoice.number}` } });
  const done = collect(pdf);
  writeHead(pdf, invoice, tenant.name);
  writeLines(pdf, invoice);
  pdf.end();
  return { name: `invoice-${invoice.number}.pdf`, bytes: await done };
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

// The fonts every PDF reader has know Latin letters only; others would come out as noise.
function printable(text: string): string {
  return text.replace(/[^\u0020-\u007e\u00a0-\u00ff\u20ac\u2013\u2014\u2018-\u201d]/gu, '?');
}

function day(timestamp: string): string {
  return timestamp.slice(0, 10);
}

function writeHead(pdf: Pdf, invoice: Invoice, seller: string): void {
  pdf.font('Helvetica-Bold').fontSize(20).text(printable(seller), LEFT, 56, { width: 300 });
  pdf.fontSize(20).text('Invoice', 340, 56, { width: RIGHT - 340, align: 'right' });
  const facts: [string, string][] = [
    ['Number', invoice.number],
    ['Issued', day(invoice.issuedAt)],
    ['Due', day(invoice.dueAt)],
    ['Status', invoice.status],
    ['Period', `${invoice.period.start.slice(0, 16)} to ${invoice.period.end.slice(0, 16)} UTC`],
    ['Customer', `${invoice.developer.name} <${invoice.developer.email}>`],
    ['App', invoice.app.name],
    ['Plan', `${invoice.product.name}, ${invoice.plan.name} (version ${invoice.plan.versionNumber})`],
  ];
  pdf.fontSize(10);
  pdf.y = 104;
  for (const [label, value] of facts) {
    const { y } = pdf;
    pdf.font('Helvetica').fillColor('#555555').text(label, LEFT, y, { width: 80 });
    pdf.fillColor('#111111').text(printable(value), LEFT + 80, y, { width: 400 });
    pdf.y += 4;
  }
  pdf.y += 20;
}

function writeLines(pdf: Pdf, invoice: Invoice): void {
  writeRow(pdf, ['Description', 'Quantity', 'Unit price', 'Amount'], 'Helvetica-Bold');
  rule(pdf);
  for (const line of invoice.lines) {
    if (pdf.y > PAGE_BOTTOM) pdf.addPage();
    const row = [
      line.description,
      BigInt(line.quantity).toLocaleString('en-US'),
      formatUnitPrice(line.unitMinor, invoice.currency),
      formatMoney(BigInt(line.amountMinor), invoice.currency),
    ] as const;
    writeRow(pdf, row, 'Helvetica');
  }
  rule(pdf);
  writeRow(
    pdf,
    ['Total', '', '', formatMoney(BigInt(invoice.totalMinor), invoice.currency)],
    'Helvetica-Bold',
  );
}

function writeRow(pdf: Pdf, row: readonly [string, string, string, string], font: string): void {
  const { y } = pdf;
  const cell = (text: string, right: number, width: number) =>
    pdf.text(printable(text), right - width, y, { width, align: 'right' });
  pdf.font(font).fontSize(10).fillColor('#111111');
  cell(row[1], COLUMNS.quantity, 70);
  cell(row[2], COLUMNS.unit, 85);
  cell(row[3], COLUMNS.amount, 110);
  pdf.text(printable(row[0]), LEFT, y, { width: 200 });
  pdf.y += 6;
}

function rule(pdf: Pdf): void {
  pdf.moveTo(LEFT, pdf.y).lineTo(RIGHT, pdf.y).lineWidth(0.5).strokeColor('#999999').stroke();
  pdf.y += 8;
}
