import { TenantPoliciesPage } from '../../../../features/settings/index.ts';

export const metadata = { title: 'Policies' };

export default function Page() {
  return <TenantPoliciesPage />;
}
