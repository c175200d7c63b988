import { InvoicesPage } from '../../../../../features/invoices/index.ts';
import type { SearchParams } from '../../../../../shell/search-params.ts';

export const metadata = { title: 'Invoices' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <InvoicesPage params={await searchParams} />;
}
