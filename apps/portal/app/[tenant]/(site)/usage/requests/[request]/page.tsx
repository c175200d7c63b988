import { RequestPage } from '../../../../../../features/usage/index.ts';

export const metadata = { title: 'Request' };

export default async function Page({ params }: { params: Promise<{ request: string }> }) {
  return <RequestPage requestId={(await params).request} />;
}
