import { EditPlanPage } from '../../../../../../../features/plans/index.ts';

export const metadata = { title: 'Edit plan' };

type PageProps = { params: Promise<{ productId: string; planId: string }> };

export default async function Page({ params }: PageProps) {
  return <EditPlanPage {...(await params)} />;
}
