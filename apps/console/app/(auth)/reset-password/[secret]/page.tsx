import { ResetPasswordPage } from '../../../../features/auth/index.ts';

export const metadata = { title: 'Set a new password', referrer: 'no-referrer' };

export default async function Page({ params }: { params: Promise<{ secret: string }> }) {
  return <ResetPasswordPage secret={(await params).secret} />;
}
