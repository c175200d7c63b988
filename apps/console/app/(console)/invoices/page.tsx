import type { SearchParams } from '@tollgate/ui/data/table-params';
import { InvoicesPage } from '../../../features/invoices/index.ts';

export const metadata = { title: 'Invoices' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <InvoicesPage params={await searchParams} />;
}
