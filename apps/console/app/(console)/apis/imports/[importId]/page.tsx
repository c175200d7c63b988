import { ImportProgressPage } from '../../../../../features/apis/index.ts';

export const metadata = { title: 'Import' };

type PageProps = { params: Promise<{ importId: string }> };

export default async function Page({ params }: PageProps) {
  return <ImportProgressPage {...(await params)} />;
}
