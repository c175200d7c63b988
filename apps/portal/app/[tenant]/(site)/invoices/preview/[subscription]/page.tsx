import { PreviewPage } from '../../../../../../features/invoices/index.ts';

export const metadata = { title: 'Cost so far' };

export default async function Page({ params }: { params: Promise<{ subscription: string }> }) {
  return <PreviewPage subscriptionId={(await params).subscription} />;
}
