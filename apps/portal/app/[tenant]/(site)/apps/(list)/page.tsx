import { AppsPage } from '../../../../../features/apps/index.ts';
import type { SearchParams } from '../../../../../shell/search-params.ts';

export const metadata = { title: 'Apps' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <AppsPage params={await searchParams} />;
}
