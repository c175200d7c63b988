import type { SearchParams } from '@tollgate/ui/data/table-params';
import { ProductsPage } from '../../../features/products/index.ts';

export const metadata = { title: 'Products' };

type PageProps = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: PageProps) {
  return <ProductsPage params={await searchParams} />;
}
