import { InvoicePage } from '../../../../../features/invoices/index.ts';

export const metadata = { title: 'Invoice' };

export default async function Page({ params }: { params: Promise<{ invoice: string }> }) {
  return <InvoicePage invoiceId={(await params).invoice} />;
}
