import { listApps } from '@tollgate/services/apps/list-apps';
import { getCatalogProduct } from '@tollgate/services/catalog/get-catalog-product';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { redirect } from 'next/navigation';
import { getPaths } from '../../server/address/tenant.ts';
import { load, loadPublic } from '../../server/load.ts';
import { readFirstCall } from '../../server/read-first-call.ts';
import { findSession } from '../../server/session.ts';
import { priceHeadline } from '../pricing/index.ts';
import { SubscribeForm } from './subscribe-form.tsx';

/** Props of `SubscribePage`. */
export type SubscribePageProps = { slug: string; plan: string | undefined; app: string | undefined };

/** Choosing a plan and an app for a product; ends with a key. */
export async function SubscribePage({ slug, plan, app }: SubscribePageProps) {
  const paths = await getPaths();
  const product = await loadPublic((reader) => getCatalogProduct(reader, { productSlug: slug }));
  const here = paths.subscribe(slug, { ...(plan ? { plan } : {}), ...(app ? { app } : {}) });
  // Whoever comes here without a session is most likely new.
  if (!(await findSession())) redirect(paths.signUp({ next: here }));
  const [apps, firstCall] = await Promise.all([
    load((ctx) => listApps(ctx, { page: { size: 100 }, sort: 'name' })),
    loadPublic((reader) => readFirstCall(reader, slug)),
  ]);
  const isOpen = product.status === 'published' && product.plans.length > 0;
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: 'APIs', href: paths.home() },
          { label: product.name, href: paths.product(slug) },
          { label: 'Subscribe' },
        ]}
        title={`Subscribe to ${product.name}`}
      />
      {isOpen ? (
        <SubscribeForm
          product={{ name: product.name, slug }}
          plans={product.plans.map(({ id, slug: planSlug, name, summary, terms }) => ({
            ...{ id, slug: planSlug, name, summary, terms },
            price: priceHeadline(terms),
          }))}
          apps={apps.data.map(({ id, name }) => ({ id, name }))}
          chosen={{ plan, app }}
          firstCall={firstCall}
        />
      ) : (
        <EmptyState
          title="This product takes no new subscriptions"
          action={<ButtonLink href={paths.home()}>See all APIs</ButtonLink>}
        >
          It has no published plan, or is being phased out.
        </EmptyState>
      )}
    </>
  );
}
