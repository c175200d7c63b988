import { SignUpPage } from '../../../features/auth/index.ts';

export const metadata = { title: 'Create a tenant' };

export default function Page() {
  return <SignUpPage />;
}
