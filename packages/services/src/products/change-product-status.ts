import type { Product } from '@tollgate/contract/products';
import type { Tx } from '@tollgate/db/db';
import { products } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';
import type { ProductRow } from './to-product.ts';
import { lockProductRow, toProduct } from './to-product.ts';

export interface StatusChange {
  to: ProductRow['status'];
  from: ProductRow['status'][];
}

/** Moves a product along its lifecycle; throws `conflict` when it is not in one of the states it may come from. */
export async function changeProductStatus(
  tx: Tx,
  ctx: Ctx,
  productId: string,
  change: StatusChange,
): Promise<{ before: Product; after: Product }> {
  const row = await lockProductRow(tx, ctx.tenantId, productId);
  if (!change.from.includes(row.status)) {
    throw new DomainError('conflict', {
      detail: `A product that is ${row.status} cannot become ${change.to}. It has to be ${change.from.join(' or ')}.`,
    });
  }
  const before = await toProduct(tx, ctx.tenantId, row);
  const now = ctx.now();
  const publishedAt = change.to === 'published' ? (row.publishedAt ?? now) : row.publishedAt;
  const [updated] = await tx
    .update(products)
    .set({ status: change.to, publishedAt, updatedAt: now })
    .where(and(eq(products.tenantId, ctx.tenantId), eq(products.id, productId)))
    .returning();
  return { before, after: await toProduct(tx, ctx.tenantId, updated ?? row) };
}
