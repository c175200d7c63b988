import { ProductPage } from '../../../../features/products/index.ts';

export const metadata = { title: 'Product' };

type PageProps = { params: Promise<{ productId: string }> };

export default async function Page({ params }: PageProps) {
  return <ProductPage {...(await params)} />;
}
