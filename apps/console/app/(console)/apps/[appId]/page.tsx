import { AppPage } from '../../../../features/developers/index.ts';

export const metadata = { title: 'App' };

type PageProps = { params: Promise<{ appId: string }> };

export default async function Page({ params }: PageProps) {
  return <AppPage {...(await params)} />;
}
