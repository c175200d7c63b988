import { DeveloperPage } from '../../../../features/developers/index.ts';

export const metadata = { title: 'Developer' };

type PageProps = { params: Promise<{ developerId: string }> };

export default async function Page({ params }: PageProps) {
  return <DeveloperPage {...(await params)} />;
}
