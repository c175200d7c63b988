import { OperationPage } from '../../../../../../../../../features/apis/index.ts';

export const metadata = { title: 'Route of an operation' };

type PageProps = { params: Promise<{ apiId: string; versionId: string; operationId: string }> };

export default async function Page({ params }: PageProps) {
  return <OperationPage {...(await params)} />;
}
