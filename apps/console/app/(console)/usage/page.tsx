import type { SearchParams } from '@tollgate/ui/data/table-params';
import { UsagePage } from '../../../features/usage/index.ts';

export const metadata = { title: 'Usage' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <UsagePage params={await searchParams} />;
}
