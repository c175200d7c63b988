import type { Api } from '@tollgate/contract/apis';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { LinkTabs } from '@tollgate/ui/navigation/link-tabs';
import { Upload } from 'lucide-react';
import { paths } from '../../shell/paths.ts';

/** Name and tabs of an API's pages. */
export function ApiHeader({ api, currentHref }: { api: Api; currentHref: string }) {
  return (
    <PageHeader
      title={api.name}
      breadcrumbs={[{ label: 'APIs', href: paths.apis() }, { label: api.name }]}
      actions={
        <ButtonLink href={paths.apiImport({ apiId: api.id })} icon={<Upload />}>
          Import a version
        </ButtonLink>
      }
      tabs={
        <LinkTabs
          label="API"
          currentHref={currentHref}
          tabs={[
            { label: 'Versions', href: paths.api(api.id) },
            { label: 'Settings', href: paths.apiSettings(api.id) },
          ]}
        />
      }
    />
  );
}
