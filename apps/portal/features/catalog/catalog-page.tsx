import type { CatalogProduct } from '@tollgate/contract/catalog';
import { getCatalog } from '@tollgate/services/catalog/get-catalog';
import { Badge } from '@tollgate/ui/data/badge';
import { formatNumber } from '@tollgate/ui/data/format';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { AppLink } from '@tollgate/ui/link';
import { Blocks } from 'lucide-react';
import { getPaths, requireTenant } from '../../server/address/tenant.ts';
import { loadPublic } from '../../server/load.ts';
import type { PortalPaths } from '../../shell/paths.ts';
import { priceHeadline } from '../pricing/index.ts';

/** The home of a portal: every product this reader may see. */
export async function CatalogPage() {
  const [tenant, products, paths] = await Promise.all([requireTenant(), loadPublic(getCatalog), getPaths()]);
  return (
    <>
      <div className="mt-2 mb-8 sm:mt-6">
        <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">Build with {tenant.name}</h1>
        <p className="mt-2 max-w-prose text-pretty text-base text-ink-muted">
          Read the docs, get a key, and make your first call in a minute or two.
        </p>
      </div>
      {products.length === 0 ? (
        <EmptyState icon={<Blocks />} title="No API is published yet">
          Come back soon. When {tenant.name} publishes an API, it appears here.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {products.map((product) => (
            <li key={product.id} className="grid">
              <ProductCard product={product} paths={paths} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ProductCard({ product, paths }: { product: CatalogProduct; paths: PortalPaths }) {
  const operations = product.apis.reduce((sum, api) => sum + api.operationCount, 0);
  const cheapest = product.plans[0] ? priceHeadline(product.plans[0].terms) : undefined;
  return (
    <article className="relative flex min-w-0 flex-col rounded-xl border bg-surface p-5 shadow-card hover:border-line-strong">
      <div className="flex items-start justify-between gap-2">
        <h2 className="min-w-0 break-words font-semibold text-base">
          <AppLink
            href={paths.product(product.slug)}
            className="after:absolute after:inset-0 after:rounded-xl"
          >
            {product.name}
          </AppLink>
        </h2>
        {product.status === 'deprecated' ? <Badge tone="warning">Deprecated</Badge> : null}
      </div>
      <p className="mt-1 line-clamp-3 text-pretty text-ink-muted">{product.summary}</p>
      <p className="mt-auto flex flex-wrap gap-x-4 gap-y-1 pt-5 text-ink-muted text-ui">
        <span>
          {formatNumber(operations)} {operations === 1 ? 'operation' : 'operations'}
        </span>
        {cheapest ? (
          <span>{cheapest.amount === 'Free' ? 'Free plan' : `from ${cheapest.amount} ${cheapest.unit}`}</span>
        ) : null}
      </p>
    </article>
  );
}
