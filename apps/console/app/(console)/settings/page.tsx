import { SettingsPage } from '../../../features/settings/index.ts';

export const metadata = { title: 'Settings' };

export default function Page() {
  return <SettingsPage />;
}
