import { PoliciesPage } from '../../../../../../../features/apis/index.ts';

export const metadata = { title: 'Policies' };

type PageProps = { params: Promise<{ apiId: string; versionId: string }> };

export default async function Page({ params }: PageProps) {
  return <PoliciesPage {...(await params)} />;
}
