import { LifecyclePage } from '../../../../../../../features/apis/index.ts';

export const metadata = { title: 'Lifecycle' };

type PageProps = { params: Promise<{ apiId: string; versionId: string }> };

export default async function Page({ params }: PageProps) {
  return <LifecyclePage {...(await params)} />;
}
