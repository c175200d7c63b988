import { OperationPoliciesPage } from '../../../../../../../../../features/apis/index.ts';

export const metadata = { title: 'Policies' };

type PageProps = { params: Promise<{ apiId: string; versionId: string; operationId: string }> };

export default async function Page({ params }: PageProps) {
  return <OperationPoliciesPage {...(await params)} />;
}
