import type { SearchParams } from '@tollgate/ui/data/table-params';
import { ExplainPage } from '../../../../features/explain/index.ts';

export const metadata = { title: 'Explain' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <ExplainPage params={await searchParams} />;
}
