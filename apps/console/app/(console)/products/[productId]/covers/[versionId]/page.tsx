import { ProductOperationsPage } from '../../../../../../features/products/index.ts';

export const metadata = { title: 'Choose operations' };

type PageProps = { params: Promise<{ productId: string; versionId: string }> };

export default async function Page({ params }: PageProps) {
  return <ProductOperationsPage {...(await params)} />;
}
