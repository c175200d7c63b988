import { type CatalogProduct, GetCatalogProductInput } from '@tollgate/contract/catalog';
import type { Tx } from '@tollgate/db/db';
import { products } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { eq } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { readProducts } from './read-products.ts';
import type { Reader } from './reader.ts';

/** One product on the portal; throws `not_found` when this reader may not see it. */
export async function getCatalogProduct(
  reader: Reader,
  input: GetCatalogProductInput,
): Promise<CatalogProduct> {
  const { productSlug } = parseInput(GetCatalogProductInput, input);
  return withTenantTx(reader, (tx) => readCatalogProduct(tx, reader, productSlug));
}

/** The same inside a transaction. */
export async function readCatalogProduct(tx: Tx, reader: Reader, slug: string): Promise<CatalogProduct> {
  const [product] = await readProducts(tx, reader, eq(products.slug, slug));
  if (!product) throw notFound('product');
  return product;
}
