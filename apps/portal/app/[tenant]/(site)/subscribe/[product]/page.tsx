import { SubscribePage } from '../../../../../features/subscribe/index.ts';
import { first, type SearchParams } from '../../../../../shell/search-params.ts';

export const metadata = { title: 'Subscribe' };

type Props = { params: Promise<{ product: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  return <SubscribePage slug={(await params).product} plan={first(query.plan)} app={first(query.app)} />;
}
