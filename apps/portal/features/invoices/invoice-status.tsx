import type { InvoiceSummary } from '@tollgate/contract/invoices';
import { StatusBadge } from '@tollgate/ui/data/badge';

const TONES = { issued: 'warning', paid: 'success', void: 'neutral' } as const;
const WORDS = { issued: 'to pay', paid: 'paid', void: 'void' } as const;

/** Whether an invoice is to be paid. */
export function InvoiceStatus({ status }: { status: InvoiceSummary['status'] }) {
  return <StatusBadge tone={TONES[status]}>{WORDS[status]}</StatusBadge>;
}
