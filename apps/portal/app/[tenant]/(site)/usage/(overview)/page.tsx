import { UsagePage } from '../../../../../features/usage/index.ts';
import type { SearchParams } from '../../../../../shell/search-params.ts';

export const metadata = { title: 'Usage' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <UsagePage params={await searchParams} />;
}
