import { AppPage } from '../../../../../features/apps/index.ts';

export const metadata = { title: 'App' };

export default async function Page({ params }: { params: Promise<{ app: string }> }) {
  return <AppPage appId={(await params).app} />;
}
