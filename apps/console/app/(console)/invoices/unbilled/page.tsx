import type { SearchParams } from '@tollgate/ui/data/table-params';
import { UnbilledPage } from '../../../../features/invoices/index.ts';

export const metadata = { title: 'Unbilled' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <UnbilledPage params={await searchParams} />;
}
