import { issueDueInvoices } from '@tollgate/services/invoices/issue-due-invoices';
import type { Job } from '../../job.ts';

/** Issues the invoices of every period that is over, of all tenants. */
export const issueInvoicesJob: Job = async ({ services, log }) => {
  const issued = await issueDueInvoices(services);
  if (issued > 0) log.info({ issued }, 'issued invoices');
};
