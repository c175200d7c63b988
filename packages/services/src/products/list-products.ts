import type { Page } from '@tollgate/contract/pages';
import { ListProductsInput, type Product } from '@tollgate/contract/products';
import { products } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, ilike, or } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { likePattern } from '../context/like-pattern.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';
import { toProducts } from './to-product.ts';

const COLUMNS = { name: products.name, createdAt: products.createdAt };

/** The tenant's products, by name unless sorted otherwise. */
export async function listProducts(ctx: Ctx, input: ListProductsInput = {}): Promise<Page<Product>> {
  requireRole(ctx, 'viewer');
  const { page, sort = 'name', filter } = parseInput(ListProductsInput, input);
  const { where, orderBy } = pageQuery(pageOrder(sort, 'name', COLUMNS, products.id), page.after);
  const pattern = likePattern(filter.search);
  return withTenantTx(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(products)
      .where(
        and(
          eq(products.tenantId, ctx.tenantId),
          filter.status ? eq(products.status, filter.status) : undefined,
          filter.visibility ? eq(products.visibility, filter.visibility) : undefined,
          pattern ? or(ilike(products.name, pattern), ilike(products.slug, pattern)) : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1);
    const isByName = sort.endsWith('name');
    const found = toPage(
      rows,
      page.size,
      (row) => [isByName ? row.name : row.createdAt, row.id],
      (row) => row,
    );
    return { ...found, data: await toProducts(tx, ctx.tenantId, found.data) };
  });
}
