import type { CatalogApi, CatalogProduct } from '@tollgate/contract/catalog';
import { renderMarkdown } from '@tollgate/openapi/render-markdown';
import { getCatalogProduct } from '@tollgate/services/catalog/get-catalog-product';
import { CopyButton } from '@tollgate/ui/copy/copy-button';
import { Badge } from '@tollgate/ui/data/badge';
import { formatDate, formatNumber } from '@tollgate/ui/data/format';
import { Alert } from '@tollgate/ui/feedback/alert';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { AppLink } from '@tollgate/ui/link';
import { BookOpen } from 'lucide-react';
import { getPaths } from '../../server/address/tenant.ts';
import { loadPublic } from '../../server/load.ts';
import type { PortalPaths } from '../../shell/paths.ts';
import { Prose } from '../../shell/prose.tsx';
import { PlanCard } from '../pricing/index.ts';

/** What a product is, what it costs, and where its docs are. */
export async function ProductPage({ slug }: { slug: string }) {
  const [product, paths] = await Promise.all([
    loadPublic((reader) => getCatalogProduct(reader, { productSlug: slug })),
    getPaths(),
  ]);
  const [first] = product.apis;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'APIs', href: paths.home() }, { label: product.name }]}
        title={product.name}
        description={product.summary}
        badge={product.status === 'deprecated' ? <Badge tone="warning">Deprecated</Badge> : undefined}
        actions={
          <>
            {first ? (
              <ButtonLink href={paths.docs(docsOf(product, first))} icon={<BookOpen />}>
                Read the docs
              </ButtonLink>
            ) : null}
            {product.status === 'published' && product.plans.length > 0 ? (
              <ButtonLink href={paths.subscribe(product.slug)} variant="primary">
                Get a key
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {product.status === 'deprecated' ? (
        <Alert tone="warning" title="This product takes no new subscriptions" className="mb-6">
          Apps that have it can go on using it. Look for its successor among the other APIs.
        </Alert>
      ) : null}
      {product.description ? (
        <Prose html={renderMarkdown(product.description)} className="mb-8 max-w-prose" />
      ) : null}
      <Plans product={product} paths={paths} />
      <h2 className="mt-10 mb-3 font-semibold text-base">What it covers</h2>
      <ul className="grid gap-3">
        {product.apis.map((api) => (
          <li key={api.apiVersionId}>
            <ApiLine api={api} href={paths.docs(docsOf(product, api))} />
          </li>
        ))}
      </ul>
    </>
  );
}

function docsOf(product: CatalogProduct, api: CatalogApi) {
  return { product: product.slug, api: api.apiSlug, version: api.version };
}

function Plans({ product, paths }: { product: CatalogProduct; paths: PortalPaths }) {
  if (product.plans.length === 0) {
    return (
      <EmptyState title="There is no plan to subscribe to yet" className="rounded-xl border bg-surface">
        The docs are open already. Plans and prices follow.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Plans and prices">
      <h2 className="mb-3 font-semibold text-base">Plans and prices</h2>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {product.plans.map((plan) => (
          <PlanCard
            key={plan.id}
            plan={plan}
            action={
              product.status === 'published' ? (
                <ButtonLink href={paths.subscribe(product.slug, { plan: plan.slug })} variant="secondary">
                  Choose {plan.name}
                </ButtonLink>
              ) : undefined
            }
          />
        ))}
      </div>
    </section>
  );
}

function ApiLine({ api, href }: { api: CatalogApi; href: string }) {
  return (
    <article className="relative flex min-w-0 flex-wrap items-center gap-x-6 gap-y-2 rounded-lg border bg-surface px-5 py-4 shadow-card">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="font-medium">
          <AppLink href={href} className="rounded-sm hover:underline">
            {api.apiName} <span className="font-normal text-ink-muted">{api.version}</span>
          </AppLink>
        </h3>
        <p className="text-ink-muted text-ui">
          {formatNumber(api.operationCount)} {api.operationCount === 1 ? 'operation' : 'operations'}
          {api.sunsetAt ? ` · works until ${formatDate(api.sunsetAt)}` : ''}
        </p>
      </div>
      {api.status === 'active' ? null : <Badge tone="warning">{api.status}</Badge>}
      <div className="flex min-w-0 items-center gap-1">
        <code className="min-w-0 break-all font-mono text-ink-muted text-xs">{api.baseUrl}</code>
        <CopyButton text={api.baseUrl} label={`Copy the base URL of ${api.apiName}`} />
      </div>
    </article>
  );
}
