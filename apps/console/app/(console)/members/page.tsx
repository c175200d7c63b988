import type { SearchParams } from '@tollgate/ui/data/table-params';
import { MembersPage } from '../../../features/members/index.ts';

export const metadata = { title: 'Members' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <MembersPage params={await searchParams} />;
}
