import { DocsOverview } from '../../../../../../features/docs/index.ts';
import type { DocsParams } from '../../../../../../shell/docs-params.ts';
import { first, type SearchParams } from '../../../../../../shell/search-params.ts';

type Props = { params: Promise<DocsParams>; searchParams: Promise<SearchParams> };

export const metadata = { title: 'Docs' };

export default async function Page({ params, searchParams }: Props) {
  return <DocsOverview params={await params} tag={first((await searchParams).tag)} />;
}
