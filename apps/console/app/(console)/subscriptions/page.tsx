import type { SearchParams } from '@tollgate/ui/data/table-params';
import { SubscriptionsPage } from '../../../features/developers/index.ts';

export const metadata = { title: 'Subscriptions' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <SubscriptionsPage params={await searchParams} />;
}
