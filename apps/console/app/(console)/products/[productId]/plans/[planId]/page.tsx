import { PlanPage } from '../../../../../../features/plans/index.ts';

export const metadata = { title: 'Plan' };

type PageProps = { params: Promise<{ productId: string; planId: string }> };

export default async function Page({ params }: PageProps) {
  return <PlanPage {...(await params)} />;
}
