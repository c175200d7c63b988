import type { CatalogProduct } from '@tollgate/contract/catalog';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { readProducts } from './read-products.ts';
import type { Reader } from './reader.ts';

/** All products on the tenant's portal that this reader may see. */
export async function getCatalog(reader: Reader): Promise<CatalogProduct[]> {
  return withTenantTx(reader, (tx) => readProducts(tx, reader));
}
