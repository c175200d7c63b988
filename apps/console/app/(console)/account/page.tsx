import { AccountPage } from '../../../features/account/index.ts';

export const metadata = { title: 'Account' };

export default function Page() {
  return <AccountPage />;
}
