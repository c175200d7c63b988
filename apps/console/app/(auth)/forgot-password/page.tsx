import { ForgotPasswordPage } from '../../../features/auth/index.ts';

export const metadata = { title: 'Forgot your password?' };

export default function Page() {
  return <ForgotPasswordPage />;
}
