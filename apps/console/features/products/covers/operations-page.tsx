import type { Operation } from '@tollgate/contract/apis';
import { getApiVersion } from '@tollgate/services/api-versions/get-api-version';
import { listOperations } from '@tollgate/services/api-versions/list-operations';
import type { Ctx } from '@tollgate/services/context/ctx';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { requireSession } from '../../../server/ctx.ts';
import { load } from '../../../server/load.ts';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { loadProduct } from '../load-product.ts';
import { OperationPicker } from './operation-picker.tsx';

/** The most operations one product can name of a version. */
const MAX_OPERATIONS = 2_000;

/** Choosing which operations of one API version a product covers. */
export async function ProductOperationsPage({
  productId,
  versionId,
}: {
  productId: string;
  versionId: string;
}) {
  const { role } = await requireSession();
  const { product, version, operations } = await load(async (ctx) => ({
    ...(await loadProduct(ctx, productId)),
    version: await getApiVersion(ctx, { apiVersionId: versionId }),
    operations: await allOperations(ctx, versionId),
  }));
  const cover = product.covers.find((item) => item.apiVersionId === version.id);
  return (
    <>
      <PageHeader
        title="Choose operations"
        description={`Of ${version.title} ${version.version}, for ${product.name}.`}
        breadcrumbs={[
          { label: 'Products', href: paths.products() },
          { label: product.name, href: paths.product(product.id) },
          { label: 'Coverage', href: paths.productCoverage(product.id) },
          { label: version.version },
        ]}
      />
      <Card>
        <OperationPicker
          productId={product.id}
          apiVersionId={version.id}
          operations={operations.map(({ id, method, path, summary }) => ({ id, method, path, summary }))}
          chosen={cover?.operationIds ?? []}
          disabledReason={refusalFor(role, 'editor')}
        />
      </Card>
    </>
  );
}

async function allOperations(ctx: Ctx, apiVersionId: string): Promise<Operation[]> {
  const found: Operation[] = [];
  let after: string | undefined;
  do {
    const page = await listOperations(ctx, { page: { size: 100, after }, filter: { apiVersionId } });
    found.push(...page.data);
    after = page.meta.page.next ?? undefined;
  } while (after && found.length < MAX_OPERATIONS);
  return found;
}
