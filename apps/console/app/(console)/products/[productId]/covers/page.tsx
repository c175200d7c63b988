import { CoveragePage } from '../../../../../features/products/index.ts';

export const metadata = { title: 'Coverage' };

type PageProps = { params: Promise<{ productId: string }> };

export default async function Page({ params }: PageProps) {
  return <CoveragePage {...(await params)} />;
}
