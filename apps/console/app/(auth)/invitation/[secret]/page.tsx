import { InvitationPage } from '../../../../features/auth/index.ts';

export const metadata = { title: 'Accept your invitation', referrer: 'no-referrer' };

export default async function Page({ params }: { params: Promise<{ secret: string }> }) {
  return <InvitationPage secret={(await params).secret} />;
}
