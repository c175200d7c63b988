import { OverviewPage } from '../../../features/overview/index.ts';

export const metadata = { title: 'Overview' };

export default function Page() {
  return <OverviewPage />;
}
