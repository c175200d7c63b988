import type { SearchParams } from '@tollgate/ui/data/table-params';
import { TokensPage } from '../../../features/tokens/index.ts';

export const metadata = { title: 'Tokens' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <TokensPage params={await searchParams} />;
}
