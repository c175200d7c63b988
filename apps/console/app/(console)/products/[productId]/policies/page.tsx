import { ProductPoliciesPage } from '../../../../../features/products/index.ts';

export const metadata = { title: 'Policies' };

type PageProps = { params: Promise<{ productId: string }> };

export default async function Page({ params }: PageProps) {
  return <ProductPoliciesPage {...(await params)} />;
}
