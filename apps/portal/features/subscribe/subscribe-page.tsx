import type { Subscription } from '@tollgate/contract/subscriptions';
import { listApps } from '@tollgate/services/apps/list-apps';
import { getCatalogProduct } from '@tollgate/services/catalog/get-catalog-product';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { Alert } from '@tollgate/ui/feedback/alert';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { TextLink } from '@tollgate/ui/link';
import { redirect } from 'next/navigation';
import { getPaths } from '../../server/address/tenant.ts';
import { load, loadPublic } from '../../server/load.ts';
import { readFirstCall } from '../../server/read-first-call.ts';
import { findSession } from '../../server/session.ts';
import type { PortalPaths } from '../../shell/paths.ts';
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
  const [apps, subscriptions, firstCall] = await Promise.all([
    load((ctx) => listApps(ctx, { page: { size: 100 }, sort: 'name' })),
    load((ctx) => listSubscriptions(ctx, { page: { size: 100 }, filter: { productId: product.id } })),
    loadPublic((reader) => readFirstCall(reader, slug)),
  ]);
  const running = subscriptions.data.filter(({ status }) => status !== 'cancelled');
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
          apps={apps.data.map(({ id, name }) => ({
            ...{ id, name },
            isSubscribed: running.some(({ app: { id: appId } }) => appId === id),
          }))}
          chosen={{ plan, app }}
          firstCall={firstCall}
          notice={running.length > 0 ? <AlreadySubscribed subscriptions={running} paths={paths} /> : null}
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

function AlreadySubscribed({ subscriptions, paths }: { subscriptions: Subscription[]; paths: PortalPaths }) {
  return (
    <Alert tone="accent" title="You have this product already">
      To get another key or change what there is, open{' '}
      {subscriptions.map(({ id, app, plan }, at) => (
        <span key={id}>
          {at > 0 ? ', ' : ''}
          <TextLink href={paths.app(app.id)}>{app.name}</TextLink> ({plan.name})
        </span>
      ))}
      . Each app has one subscription to a product.
    </Alert>
  );
}
