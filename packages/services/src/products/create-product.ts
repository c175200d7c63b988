import { CreateProductInput, type Product } from '@tollgate/contract/products';
import { products } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import { slugFrom } from '@tollgate/domain/slug';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { toProduct } from './to-product.ts';
import { writeCoverage } from './write-coverage.ts';

/** Makes a draft product. Nobody outside the tenant sees it until it is published. */
export async function createProduct(ctx: Ctx, input: CreateProductInput): Promise<Product> {
  requireRole(ctx, 'editor');
  const { covers, slug, ...values } = parseInput(CreateProductInput, input);
  const id = newId('product');
  const create = () =>
    withTenantTx(ctx, async (tx) => {
      const [row] = await tx
        .insert(products)
        .values({
          tenantId: ctx.tenantId,
          id,
          slug: slug ?? slugFrom(values.name, `product-${id.slice(-6).toLowerCase()}`),
          ...values,
          createdAt: ctx.now(),
          updatedAt: ctx.now(),
        })
        .returning();
      if (!row) throw new Error('insert into products returned no row');
      await writeCoverage(tx, ctx.tenantId, id, covers);
      const product = await toProduct(tx, ctx.tenantId, row);
      await recordChange(tx, ctx, {
        action: 'product.created',
        target: { kind: 'product', id, name: product.name },
        after: product,
        feed: [{ kind: 'product', id }],
      });
      return product;
    });
  return orConflict(create, 'name', 'There is a product with this name or slug already: choose another');
}
