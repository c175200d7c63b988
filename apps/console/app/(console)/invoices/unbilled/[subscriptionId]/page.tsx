import type { SearchParams } from '@tollgate/ui/data/table-params';
import { PreviewPage } from '../../../../../features/invoices/index.ts';

export const metadata = { title: 'Invoice preview' };

type PageProps = { params: Promise<{ subscriptionId: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: PageProps) {
  return <PreviewPage {...(await params)} params={await searchParams} />;
}
