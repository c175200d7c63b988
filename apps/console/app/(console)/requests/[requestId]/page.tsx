import { RequestPage } from '../../../../features/usage/index.ts';

export const metadata = { title: 'Request' };

type PageProps = { params: Promise<{ requestId: string }> };

export default async function Page({ params }: PageProps) {
  return <RequestPage {...(await params)} />;
}
