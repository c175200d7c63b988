import type { SearchParams } from '@tollgate/ui/data/table-params';
import { OperationsPage } from '../../../../../../features/apis/index.ts';

export const metadata = { title: 'Operations' };

type PageProps = {
  params: Promise<{ apiId: string; versionId: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function Page({ params, searchParams }: PageProps) {
  return <OperationsPage {...(await params)} params={await searchParams} />;
}
