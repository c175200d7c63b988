import { ProblemsPage } from '../../../../features/problems/index.ts';

export const metadata = { title: 'Error codes' };

export default function Page() {
  return <ProblemsPage />;
}
