import { ProductSettingsPage } from '../../../../../features/products/index.ts';

export const metadata = { title: 'Product settings' };

type PageProps = { params: Promise<{ productId: string }> };

export default async function Page({ params }: PageProps) {
  return <ProductSettingsPage {...(await params)} />;
}
