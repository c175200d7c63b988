import { ApiSettingsPage } from '../../../../../features/apis/index.ts';

export const metadata = { title: 'API settings' };

type PageProps = { params: Promise<{ apiId: string }> };

export default async function Page({ params }: PageProps) {
  return <ApiSettingsPage {...(await params)} />;
}
