import type { Product } from '@tollgate/contract/products';
import { listApis } from '@tollgate/services/apis/list-apis';
import { Field } from '@tollgate/ui/forms/field';
import { Select } from '@tollgate/ui/forms/select';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { TextLink } from '@tollgate/ui/link';
import { requireSession } from '../../../server/ctx.ts';
import { listAll } from '../../../server/list-all.ts';
import { load } from '../../../server/load.ts';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { saveCoverage } from '../actions.ts';
import { loadProduct } from '../load-product.ts';
import { ProductHeader } from '../product-header.tsx';

const CHOICES = [
  { value: 'none', label: 'Not covered' },
  { value: 'all', label: 'All operations' },
  { value: 'some', label: 'Chosen operations' },
];

/** Which API versions, and which operations of them, a product covers. */
export async function CoveragePage({ productId }: { productId: string }) {
  const { role } = await requireSession();
  const { product, portalHref, apis } = await load(async (ctx) => ({
    ...(await loadProduct(ctx, productId)),
    apis: await listAll((page) => listApis(ctx, { page })),
  }));
  const versions = apis.data.flatMap((api) => api.versions.map((version) => ({ api, version })));
  return (
    <>
      <ProductHeader
        product={product}
        portalHref={portalHref}
        currentHref={paths.productCoverage(product.id)}
      />
      <Card
        title="Coverage"
        description="What subscribers may call. All operations includes those a later import adds to the version."
      >
        {versions.length === 0 ? (
          <EmptyState title="There is no API yet">
            <TextLink href={paths.apiImport()}>Import an API</TextLink> first.
          </EmptyState>
        ) : (
          <SaveForm
            action={saveCoverage}
            disabledReason={refusalFor(role, 'editor')}
            initialValues={Object.fromEntries(
              versions.map(({ version }) => [`cover.${version.id}`, choiceOf(product, version.id)]),
            )}
          >
            <input type="hidden" name="productId" value={product.id} />
            {versions.map(({ api, version }) => {
              const chosen = product.covers.find((cover) => cover.apiVersionId === version.id)?.operationIds;
              return (
                <Field
                  key={version.id}
                  name={`cover.${version.id}`}
                  label={`${api.name} ${version.version}`}
                  hint={`${version.basePath} · ${chosen ? `${chosen.length} of ` : ''}${version.operationCount} operations`}
                  aside={
                    chosen ? (
                      <TextLink href={paths.productOperations(product.id, version.id)}>
                        Choose operations
                      </TextLink>
                    ) : null
                  }
                >
                  <Select options={CHOICES} />
                </Field>
              );
            })}
          </SaveForm>
        )}
      </Card>
    </>
  );
}

function choiceOf(product: Product, apiVersionId: string): string {
  const cover = product.covers.find((item) => item.apiVersionId === apiVersionId);
  if (!cover) return 'none';
  return cover.operationIds ? 'some' : 'all';
}
