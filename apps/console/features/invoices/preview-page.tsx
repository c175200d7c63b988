import type { InvoicePreview, InvoiceSummary } from '@tollgate/contract/invoices';
import type { Ctx } from '@tollgate/services/context/ctx';
import { listInvoices } from '@tollgate/services/invoices/list-invoices';
import { previewInvoice } from '@tollgate/services/invoices/preview-invoice';
import { getSubscription } from '@tollgate/services/subscriptions/get-subscription';
import { Badge } from '@tollgate/ui/data/badge';
import { formatDateTime } from '@tollgate/ui/data/format';
import { Pagination } from '@tollgate/ui/data/pagination';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { Button, ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../server/ctx.ts';
import { listAll } from '../../server/list-all.ts';
import { load } from '../../server/load.ts';
import { DangerDialog } from '../../shell/forms/danger-dialog.tsx';
import { first } from '../../shell/list-state.ts';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { issue } from './actions.ts';
import { formatPeriod } from './format-period.ts';
import { LineTable } from './line-table.tsx';
import { Parties } from './parties.tsx';

type PreviewPageProps = { subscriptionId: string; params: SearchParams };

/** What a period of a subscription comes to, and the way to its invoice once it is over. */
export async function PreviewPage({ subscriptionId, params }: PreviewPageProps) {
  const { role } = await requireSession();
  const at = first(params.at);
  const { preview, anchorAt, invoice } = await load((ctx) => readPreview(ctx, subscriptionId, at));
  const { period } = preview;
  const before = new Date(new Date(period.start).getTime() - 1);
  return (
    <>
      <PageHeader
        title={preview.isPeriodOver ? 'Period that is over' : 'Running period'}
        badge={<Badge tone="accent">preview</Badge>}
        description={`${preview.app.name}, ${preview.plan.name}. By the usage counted at ${formatDateTime(preview.computedAt, true)}; the invoice is made by the same arithmetic.`}
        breadcrumbs={[
          { label: 'Invoices', href: paths.invoices() },
          { label: 'Unbilled', href: paths.unbilled() },
          { label: `${preview.app.name}, ${preview.plan.name}` },
        ]}
        actions={<NextStep preview={preview} invoice={invoice} refusal={refusalFor(role, 'finance')} />}
      />
      <Stack gap="lg">
        <Card>
          <Parties content={preview} />
        </Card>
        <Card title="Lines" isFlush>
          <LineTable
            lines={preview.lines}
            totalMinor={preview.totalMinor}
            currency={preview.currency}
            usageHref={paths.requests({
              subscriptionId,
              from: period.start,
              to: period.end,
              billable: 'yes',
            })}
          />
        </Card>
        <Pagination
          label="Periods"
          summary={formatPeriod(period)}
          previousHref={
            before >= new Date(anchorAt)
              ? paths.invoicePreview(subscriptionId, { at: before.toISOString() })
              : undefined
          }
          nextHref={
            preview.isPeriodOver ? paths.invoicePreview(subscriptionId, { at: period.end }) : undefined
          }
        />
      </Stack>
    </>
  );
}

async function readPreview(ctx: Ctx, subscriptionId: string, at: string | undefined) {
  const subscription = await getSubscription(ctx, { subscriptionId });
  const preview = await previewInvoice(ctx, { subscriptionId, ...(at ? { at } : {}) });
  const issued = await listAll((page) => listInvoices(ctx, { page, filter: { subscriptionId } }));
  const invoice = issued.data.find(
    (item) => item.status !== 'void' && item.period.start === preview.period.start,
  );
  return { preview, anchorAt: subscription.anchorAt, invoice };
}

type NextStepProps = {
  preview: InvoicePreview;
  invoice: InvoiceSummary | undefined;
  refusal: string | undefined;
};

function NextStep({ preview, invoice, refusal }: NextStepProps) {
  const { period } = preview;
  if (invoice) {
    return <ButtonLink href={paths.invoice(invoice.id)}>Open invoice {invoice.number}</ButtonLink>;
  }
  return (
    <DangerDialog
      trigger={
        <Button
          variant="primary"
          disabledReason={
            refusal ?? (preview.isPeriodOver ? undefined : `The period ends ${formatDateTime(period.end)}.`)
          }
        >
          Issue invoice
        </Button>
      }
      title={`Issue the invoice for ${formatPeriod(period)}?`}
      confirmLabel="Issue invoice"
      tone="default"
      onConfirm={issue.bind(null, preview.subscriptionId, period.start)}
    >
      It gets the next number and can be voided, but not changed.
    </DangerDialog>
  );
}
