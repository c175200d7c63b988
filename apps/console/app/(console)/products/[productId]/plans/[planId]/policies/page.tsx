import { PlanPoliciesPage } from '../../../../../../../features/plans/index.ts';

export const metadata = { title: 'Policies' };

type PageProps = { params: Promise<{ productId: string; planId: string }> };

export default async function Page({ params }: PageProps) {
  return <PlanPoliciesPage {...(await params)} />;
}
