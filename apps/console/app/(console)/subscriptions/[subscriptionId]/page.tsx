import { SubscriptionPage } from '../../../../features/developers/index.ts';

export const metadata = { title: 'Subscription' };

type PageProps = { params: Promise<{ subscriptionId: string }> };

export default async function Page({ params }: PageProps) {
  return <SubscriptionPage {...(await params)} />;
}
