import type { Page } from '@tollgate/contract/pages';
import { ListProductsInput, type Product } from '@tollgate/contract/products';
import { products } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import { contains, equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toProducts } from './to-product.ts';

/** The tenant's products, by name unless sorted otherwise. */
export async function listProducts(ctx: Ctx, input: ListProductsInput = {}): Promise<Page<Product>> {
  requireRole(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListProductsInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: products,
      sorts: { name: products.name, createdAt: products.createdAt },
      otherwise: 'name',
      where: and(
        equals(products.status, filter.status),
        equals(products.visibility, filter.visibility),
        contains(filter.search, products.name, products.slug),
      ),
      select: (where) => tx.select().from(products).where(where),
      rowOf: (row) => row,
      show: (rows) => toProducts(tx, ctx.tenantId, rows),
    }),
  );
}
