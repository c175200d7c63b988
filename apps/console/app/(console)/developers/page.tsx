import type { SearchParams } from '@tollgate/ui/data/table-params';
import { DevelopersPage } from '../../../features/developers/index.ts';

export const metadata = { title: 'Developers' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <DevelopersPage params={await searchParams} />;
}
