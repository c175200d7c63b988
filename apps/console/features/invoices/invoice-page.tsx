import type { Invoice, InvoiceCheck } from '@tollgate/contract/invoices';
import { getInvoice } from '@tollgate/services/invoices/get-invoice';
import { getInvoiceUsage } from '@tollgate/services/invoices/get-invoice-usage';
import { previewRecomputedInvoice } from '@tollgate/services/invoices/preview-recomputed-invoice';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { formatDate } from '@tollgate/ui/data/format';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Button, ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { formatMoney } from '@tollgate/ui/money/format-money';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { Download } from 'lucide-react';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { pay, voidIt } from './actions.ts';
import { HourlyUsage } from './hourly-usage.tsx';
import { INVOICE_TONES } from './invoice-tones.ts';
import { LineTable } from './line-table.tsx';
import { Parties } from './parties.tsx';

/** One invoice: its lines, the hours behind them, and whether it still comes to the same cent. */
export async function InvoicePage({ invoiceId }: { invoiceId: string }) {
  const { role } = await requireSession();
  const { invoice, check, hours } = await load(async (ctx) => ({
    invoice: await getInvoice(ctx, { invoiceId }),
    check: await previewRecomputedInvoice(ctx, { invoiceId }),
    hours: (await getInvoiceUsage(ctx, { invoiceId })).data,
  }));
  return (
    <>
      <PageHeader
        title={`Invoice ${invoice.number}`}
        badge={<StatusBadge tone={INVOICE_TONES[invoice.status]}>{invoice.status}</StatusBadge>}
        description={`${formatMoney(invoice.totalMinor, invoice.currency)}, due ${formatDate(invoice.dueAt)}`}
        breadcrumbs={[{ label: 'Invoices', href: paths.invoices() }, { label: invoice.number }]}
        actions={
          <>
            <ButtonLink href={paths.invoicePdf(invoice.id)} download icon={<Download />}>
              PDF
            </ButtonLink>
            {invoice.status === 'issued' ? (
              <Settle invoice={invoice} refusal={refusalFor(role, 'finance')} />
            ) : null}
          </>
        }
      />
      <Stack gap="lg">
        <Verification check={check} currency={invoice.currency} />
        <Card>
          <Parties
            content={invoice}
            more={[
              { label: 'Issued', value: formatDate(invoice.issuedAt) },
              { label: 'Paid', value: formatDate(invoice.paidAt) },
              ...(invoice.voidedAt ? [{ label: 'Voided', value: formatDate(invoice.voidedAt) }] : []),
            ]}
          />
        </Card>
        <Card title="Lines" isFlush>
          <LineTable
            lines={invoice.lines}
            totalMinor={invoice.totalMinor}
            currency={invoice.currency}
            usageHref="#usage"
          />
        </Card>
        <Card
          id="usage"
          title="Hourly usage"
          description="The billable requests of these hours add up to the quantity. An hour opens its requests."
        >
          <HourlyUsage hours={hours} subscriptionId={invoice.subscriptionId} />
        </Card>
      </Stack>
    </>
  );
}

function Verification({ check, currency }: { check: InvoiceCheck; currency: string }) {
  if (check.isSame) return <Alert tone="success" title="Verified: recomputed to the same cent" />;
  const { issued, recomputed } = check;
  return (
    <Alert tone="danger" title="Recomputing comes to another amount">
      Issued {formatMoney(issued.totalMinor, currency)} for {issued.quantity} requests; the events stored now
      give {formatMoney(recomputed.totalMinor, currency)} for {recomputed.quantity}.
    </Alert>
  );
}

function Settle({ invoice, refusal }: { invoice: Invoice; refusal: string | undefined }) {
  return (
    <>
      <ConfirmDialog
        trigger={
          <Button variant="ghost" disabledReason={refusal}>
            Void
          </Button>
        }
        title={`Void invoice ${invoice.number}?`}
        confirmLabel="Void invoice"
        onConfirm={voidIt.bind(null, invoice.id)}
      >
        It is owed no more. This cannot be undone; the number stays used.
      </ConfirmDialog>
      <ConfirmDialog
        trigger={
          <Button variant="primary" disabledReason={refusal}>
            Mark paid
          </Button>
        }
        title={`Mark invoice ${invoice.number} as paid?`}
        confirmLabel="Mark paid"
        tone="default"
        onConfirm={pay.bind(null, invoice.id)}
      >
        Do this when {formatMoney(invoice.totalMinor, invoice.currency)} has arrived.
      </ConfirmDialog>
    </>
  );
}
