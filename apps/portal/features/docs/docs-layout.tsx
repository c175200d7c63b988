import { getCatalogProduct } from '@tollgate/services/catalog/get-catalog-product';
import { AppLink } from '@tollgate/ui/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { getPaths } from '../../server/address/tenant.ts';
import { loadPublic } from '../../server/load.ts';
import { type DocsParams, readDocsParams } from '../../shell/docs-params.ts';
import { DocsMenu } from './nav/docs-menu.tsx';
import { DocsNav } from './nav/docs-nav.tsx';

/** Navigation beside a page of docs; on phones behind a button. */
export async function DocsLayout({ params, children }: { params: DocsParams; children: ReactNode }) {
  const where = readDocsParams(params);
  const [product, paths] = await Promise.all([
    loadPublic((reader) => getCatalogProduct(reader, { productSlug: where.product })),
    getPaths(),
  ]);
  const api = product.apis.find(({ apiSlug, version }) => apiSlug === where.api && version === where.version);
  if (!api) notFound();
  return (
    <div className="lg:grid lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-8 xl:grid-cols-[19rem_minmax(0,1fr)]">
      <aside className="max-lg:hidden">
        <div className="sticky top-20 flex h-[calc(100dvh-6.5rem)] flex-col gap-3">
          <p className="px-2 text-ui">
            <AppLink
              href={paths.product(where.product)}
              className="rounded-sm text-ink-muted hover:underline"
            >
              {product.name}
            </AppLink>
            <span className="block font-semibold text-base tracking-tight">
              {api.apiName} <span className="font-normal text-ink-muted text-sm">{api.version}</span>
            </span>
          </p>
          <DocsNav where={where} className="flex-1" />
        </div>
      </aside>
      <div className="min-w-0">
        <div className="mb-4 lg:hidden">
          <DocsMenu where={where} />
        </div>
        {children}
      </div>
    </div>
  );
}
