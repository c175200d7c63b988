import { getApiImport } from '@tollgate/services/imports/get-api-import';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { load } from '../../../server/load.ts';
import { paths } from '../../../shell/paths.ts';
import { ImportProgress } from './import-progress.tsx';

/** How far an import has come, and what is wrong with the document if it failed. */
export async function ImportProgressPage({ importId }: { importId: string }) {
  const started = await load((ctx) => getApiImport(ctx, { importId }));
  return (
    <>
      <PageHeader
        title="Import"
        description={<span className="break-all">{started.source}</span>}
        breadcrumbs={[
          { label: 'APIs', href: paths.apis() },
          { label: 'Import', href: paths.apiImport() },
          { label: 'Progress' },
        ]}
      />
      <ImportProgress initial={started} />
    </>
  );
}
