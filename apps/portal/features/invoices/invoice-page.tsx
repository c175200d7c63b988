import { getInvoice } from '@tollgate/services/invoices/get-invoice';
import { formatDate } from '@tollgate/ui/data/format';
import { buttonClassName } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { Download } from 'lucide-react';
import { getPaths } from '../../server/address/tenant.ts';
import { load } from '../../server/load.ts';
import { InvoiceFacts } from './invoice-facts.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { InvoiceStatus } from './invoice-status.tsx';

/** One issued invoice. */
export async function InvoicePage({ invoiceId }: { invoiceId: string }) {
  const [invoice, paths] = await Promise.all([load((ctx) => getInvoice(ctx, { invoiceId })), getPaths()]);
  const settled = invoice.paidAt
    ? { label: 'Paid', value: formatDate(invoice.paidAt) }
    : { label: 'Due', value: formatDate(invoice.dueAt) };
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'Invoices', href: paths.invoices() }, { label: invoice.number }]}
        title={`Invoice ${invoice.number}`}
        badge={<InvoiceStatus status={invoice.status} />}
        actions={
          <a href={paths.invoicePdf(invoice.id)} download className={buttonClassName()}>
            <Download aria-hidden="true" />
            Download PDF
          </a>
        }
      />
      <Stack gap="lg">
        <Card>
          <InvoiceFacts
            content={invoice}
            paths={paths}
            more={[{ label: 'Issued', value: formatDate(invoice.issuedAt) }, settled]}
          />
        </Card>
        <Card title="Lines" isFlush>
          <InvoiceLines
            lines={invoice.lines}
            currency={invoice.currency}
            totalMinor={invoice.totalMinor}
            totalLabel="Total"
          />
        </Card>
      </Stack>
    </>
  );
}
