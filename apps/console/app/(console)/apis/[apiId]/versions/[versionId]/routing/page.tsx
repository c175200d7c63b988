import { RoutingPage } from '../../../../../../../features/apis/index.ts';

export const metadata = { title: 'Routing' };

type PageProps = { params: Promise<{ apiId: string; versionId: string }> };

export default async function Page({ params }: PageProps) {
  return <RoutingPage {...(await params)} />;
}
