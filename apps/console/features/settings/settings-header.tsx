import { PageHeader } from '@tollgate/ui/layout/page-header';
import { LinkTabs } from '@tollgate/ui/navigation/link-tabs';
import { paths } from '../../shell/paths.ts';

/** Title and tabs of the tenant's own pages. */
export function SettingsHeader({ currentHref }: { currentHref: string }) {
  return (
    <PageHeader
      title="Settings"
      description="What your tenant is called, where it is found, and what holds for all of its APIs."
      tabs={
        <LinkTabs
          label="Settings"
          currentHref={currentHref}
          tabs={[
            { label: 'Tenant', href: paths.settings() },
            { label: 'Policies', href: paths.tenantPolicies() },
          ]}
        />
      }
    />
  );
}
