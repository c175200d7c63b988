import { NewPlanPage } from '../../../../../../features/plans/index.ts';

export const metadata = { title: 'New plan' };

type PageProps = { params: Promise<{ productId: string }> };

export default async function Page({ params }: PageProps) {
  return <NewPlanPage {...(await params)} />;
}
