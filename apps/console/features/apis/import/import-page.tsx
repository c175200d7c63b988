import { listApis } from '@tollgate/services/apis/list-apis';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { requireSession } from '../../../server/ctx.ts';
import { listAll } from '../../../server/list-all.ts';
import { load } from '../../../server/load.ts';
import { first } from '../../../shell/list-state.ts';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { ImportForm } from './import-form.tsx';

/** Taking an OpenAPI document in. */
export async function ImportPage({ params }: { params: SearchParams }) {
  const { role } = await requireSession();
  const apis = await load((ctx) => listAll((page) => listApis(ctx, { page })));
  const wanted = first(params.apiId);
  const chosen = apis.data.find((api) => api.id === wanted);
  return (
    <>
      <PageHeader
        title={chosen ? `Import a version of ${chosen.name}` : 'Import an API'}
        description="OpenAPI 3.0 or 3.1, JSON or YAML, up to 25 MB."
        breadcrumbs={[
          { label: 'APIs', href: paths.apis() },
          ...(chosen ? [{ label: chosen.name, href: paths.api(chosen.id) }] : []),
          { label: 'Import' },
        ]}
      />
      <Card>
        <ImportForm
          apis={apis.data.map(({ id, name }) => ({ id, name }))}
          apiId={chosen?.id ?? ''}
          disabledReason={refusalFor(role, 'editor')}
        />
      </Card>
    </>
  );
}
