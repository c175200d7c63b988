import type { SearchParams } from '@tollgate/ui/data/table-params';
import { ImportPage } from '../../../../features/apis/index.ts';

export const metadata = { title: 'Import an API' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <ImportPage params={await searchParams} />;
}
