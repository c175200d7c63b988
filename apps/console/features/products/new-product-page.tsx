import { listApis } from '@tollgate/services/apis/list-apis';
import { Checkbox } from '@tollgate/ui/forms/checkbox';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { TextLink } from '@tollgate/ui/link';
import { requireSession } from '../../server/ctx.ts';
import { listAll } from '../../server/list-all.ts';
import { load } from '../../server/load.ts';
import { SaveForm } from '../../shell/forms/save-form.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { createDraftProduct } from './actions.ts';
import { ProductFields } from './product-fields.tsx';

/** Making a product. */
export async function NewProductPage() {
  const { role } = await requireSession();
  const apis = await load((ctx) => listAll((page) => listApis(ctx, { page })));
  const versions = apis.data.flatMap((api) => api.versions.map((version) => ({ api, version })));
  return (
    <>
      <PageHeader
        title="New product"
        description="A draft: nobody outside your tenant sees it until you publish it."
        breadcrumbs={[{ label: 'Products', href: paths.products() }, { label: 'New product' }]}
      />
      <Card>
        <SaveForm
          action={createDraftProduct}
          submitLabel="Create product"
          disabledReason={refusalFor(role, 'editor')}
          initialValues={{ visibility: 'public' }}
        >
          <ProductFields />
          <fieldset className="flex flex-col gap-2.5">
            <legend className="mb-1.5 font-medium text-ui">Covers</legend>
            {versions.length === 0 ? (
              <p className="text-ink-muted text-ui">
                There is no API yet. <TextLink href={paths.apiImport()}>Import one</TextLink>, or add it
                later.
              </p>
            ) : (
              versions.map(({ api, version }) => (
                <Checkbox
                  key={version.id}
                  name="covers"
                  value={version.id}
                  label={`${api.name} ${version.version}`}
                  hint={version.basePath}
                />
              ))
            )}
          </fieldset>
        </SaveForm>
      </Card>
    </>
  );
}
