import type { SearchParams } from '@tollgate/ui/data/table-params';
import { AuditPage } from '../../../features/audit/index.ts';

export const metadata = { title: 'Audit log' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <AuditPage params={await searchParams} />;
}
