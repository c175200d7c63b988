import { ApiPage } from '../../../../features/apis/index.ts';

export const metadata = { title: 'API' };

type PageProps = { params: Promise<{ apiId: string }> };

export default async function Page({ params }: PageProps) {
  return <ApiPage {...(await params)} />;
}
