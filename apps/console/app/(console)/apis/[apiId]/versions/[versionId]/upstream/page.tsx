import { UpstreamPage } from '../../../../../../../features/apis/index.ts';

export const metadata = { title: 'Upstream' };

type PageProps = { params: Promise<{ apiId: string; versionId: string }> };

export default async function Page({ params }: PageProps) {
  return <UpstreamPage {...(await params)} />;
}
