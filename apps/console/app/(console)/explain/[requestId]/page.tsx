import { ExplanationPage } from '../../../../features/explain/index.ts';

export const metadata = { title: 'Explained request' };

type PageProps = { params: Promise<{ requestId: string }> };

export default async function Page({ params }: PageProps) {
  return <ExplanationPage {...(await params)} />;
}
