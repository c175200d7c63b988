import { NewAppPage } from '../../../../../features/apps/index.ts';

export const metadata = { title: 'New app' };

export default function Page() {
  return <NewAppPage />;
}
