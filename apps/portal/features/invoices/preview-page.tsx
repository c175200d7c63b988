import { previewInvoice } from '@tollgate/services/invoices/preview-invoice';
import { Badge } from '@tollgate/ui/data/badge';
import { formatDateTime, formatNumber } from '@tollgate/ui/data/format';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { getPaths } from '../../server/address/tenant.ts';
import { load } from '../../server/load.ts';
import { InvoiceFacts } from './invoice-facts.tsx';
import { InvoiceLines } from './invoice-lines.tsx';

/** What the running period of a subscription costs so far. */
export async function PreviewPage({ subscriptionId }: { subscriptionId: string }) {
  const [preview, paths] = await Promise.all([
    load((ctx) => previewInvoice(ctx, { subscriptionId })),
    getPaths(),
  ]);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'Invoices', href: paths.invoices() }, { label: 'Cost so far' }]}
        title="Cost so far"
        badge={<Badge tone="accent">Preview</Badge>}
        description={`What the invoice would say if the period ended now. Computed ${formatDateTime(preview.computedAt)} UTC by the same arithmetic as the invoice.`}
      />
      <Stack gap="lg">
        <Card>
          <InvoiceFacts
            content={preview}
            paths={paths}
            more={[{ label: 'Billable requests', value: formatNumber(preview.quantity) }]}
          />
        </Card>
        <Card title="Lines" isFlush>
          <InvoiceLines
            lines={preview.lines}
            currency={preview.currency}
            totalMinor={preview.totalMinor}
            totalLabel="So far"
          />
        </Card>
      </Stack>
    </>
  );
}
