import type { SearchParams } from '@tollgate/ui/data/table-params';
import { RequestsPage } from '../../../../features/usage/index.ts';

export const metadata = { title: 'Requests' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <RequestsPage params={await searchParams} />;
}
