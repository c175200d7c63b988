import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EffectivePage } from '../../../../../../../../features/apis/index.ts';

export const metadata = { title: 'Effective policies' };

type PageProps = {
  params: Promise<{ apiId: string; versionId: string; operationId: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function Page({ params, searchParams }: PageProps) {
  return <EffectivePage {...(await params)} params={await searchParams} />;
}
