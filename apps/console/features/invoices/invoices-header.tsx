import { PageHeader } from '@tollgate/ui/layout/page-header';
import { LinkTabs } from '@tollgate/ui/navigation/link-tabs';
import { paths } from '../../shell/paths.ts';

/** Title and tabs of the invoices' lists. */
export function InvoicesHeader({ currentHref }: { currentHref: string }) {
  return (
    <PageHeader
      title="Invoices"
      description="Made from single requests, and verifiable to the cent at any time."
      tabs={
        <LinkTabs
          label="Invoices"
          currentHref={currentHref}
          tabs={[
            { label: 'Issued', href: paths.invoices() },
            { label: 'Unbilled', href: paths.unbilled() },
          ]}
        />
      }
    />
  );
}
