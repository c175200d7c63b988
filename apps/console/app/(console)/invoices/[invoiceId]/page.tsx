import { InvoicePage } from '../../../../features/invoices/index.ts';

export const metadata = { title: 'Invoice' };

type PageProps = { params: Promise<{ invoiceId: string }> };

export default async function Page({ params }: PageProps) {
  return <InvoicePage {...(await params)} />;
}
