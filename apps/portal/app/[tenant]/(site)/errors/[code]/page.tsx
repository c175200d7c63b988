import { ProblemPage } from '../../../../../features/problems/index.ts';

type Props = { params: Promise<{ code: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: (await params).code };
}

export default async function Page({ params }: Props) {
  return <ProblemPage code={(await params).code} />;
}
