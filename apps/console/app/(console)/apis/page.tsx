import type { SearchParams } from '@tollgate/ui/data/table-params';
import { ApisPage } from '../../../features/apis/index.ts';

export const metadata = { title: 'APIs' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <ApisPage params={await searchParams} />;
}
