import { DeleteApiInput } from '@tollgate/contract/apis';
import { apis, apiVersions, productApis, products } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq, inArray } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { lockApiRow } from './to-api.ts';

/** Removes an API with all versions. Refused while a product covers one of them. */
export async function deleteApi(ctx: Ctx, input: DeleteApiInput): Promise<void> {
  requireRole(ctx, 'admin');
  const { apiId } = parseInput(DeleteApiInput, input);
  await withTenantTx(ctx, async (tx) => {
    const api = await lockApiRow(tx, ctx.tenantId, apiId);
    const versions = await tx
      .select({ id: apiVersions.id })
      .from(apiVersions)
      .where(and(eq(apiVersions.tenantId, ctx.tenantId), eq(apiVersions.apiId, apiId)))
      .for('update');
    const ids = versions.map((version) => version.id);
    const [covering] = ids.length
      ? await tx
          .select({ name: products.name })
          .from(productApis)
          .innerJoin(
            products,
            and(eq(products.tenantId, productApis.tenantId), eq(products.id, productApis.productId)),
          )
          .where(and(eq(productApis.tenantId, ctx.tenantId), inArray(productApis.apiVersionId, ids)))
          .limit(1)
      : [];
    if (covering) {
      throw new DomainError('conflict', {
        detail: `The product ${covering.name} covers this API. Take it out of the product first.`,
      });
    }
    await tx
      .delete(apiVersions)
      .where(and(eq(apiVersions.tenantId, ctx.tenantId), eq(apiVersions.apiId, apiId)));
    await tx.delete(apis).where(and(eq(apis.tenantId, ctx.tenantId), eq(apis.id, apiId)));
    await recordChange(tx, ctx, {
      action: 'api.deleted',
      target: { kind: 'api', id: apiId, name: api.name },
      before: { name: api.name, slug: api.slug, versions: ids },
      feed: ids.map((id) => ({ kind: 'api_version', id })),
    });
  });
}
