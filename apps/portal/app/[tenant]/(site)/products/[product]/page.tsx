import { ProductPage } from '../../../../../features/catalog/index.ts';

export default async function Page({ params }: { params: Promise<{ product: string }> }) {
  return <ProductPage slug={(await params).product} />;
}
