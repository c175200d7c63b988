import { RequestsPage } from '../../../../../features/usage/index.ts';
import type { SearchParams } from '../../../../../shell/search-params.ts';

export const metadata = { title: 'Requests' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <RequestsPage params={await searchParams} />;
}
