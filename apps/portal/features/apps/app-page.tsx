import { isDomainError } from '@tollgate/domain/errors';
import { getApp } from '@tollgate/services/apps/get-app';
import { listClients } from '@tollgate/services/clients/list-clients';
import type { Ctx } from '@tollgate/services/context/ctx';
import { getKeyUses } from '@tollgate/services/keys/get-key-uses';
import { listApiKeys } from '@tollgate/services/keys/list-api-keys';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { getPaths } from '../../server/address/tenant.ts';
import { load } from '../../server/load.ts';
import { readFirstCall } from '../../server/read-first-call.ts';
import { ClientsCard } from '../clients/index.ts';
import { KeysCard } from '../keys/index.ts';
import { AppActions } from './app-actions.tsx';
import { SubscriptionsCard } from './subscriptions-card.tsx';

/** One app: its subscriptions, keys and clients. */
export async function AppPage({ appId }: { appId: string }) {
  const [shown, paths] = await Promise.all([load((ctx) => read(ctx, appId)), getPaths()]);
  const { app, keys, clients, tokenUrl, lastUsedAt, subscriptions, firstCall } = shown;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'Apps', href: paths.apps() }, { label: app.name }]}
        title={app.name}
        description={app.description}
        actions={<AppActions app={{ id: app.id, name: app.name, description: app.description }} />}
      />
      <Stack gap="lg">
        <SubscriptionsCard subscriptions={subscriptions} paths={paths} />
        <KeysCard appId={app.id} keys={keys} lastUsedAt={lastUsedAt} firstCall={firstCall} />
        <ClientsCard appId={app.id} clients={clients} tokenUrl={tokenUrl} />
      </Stack>
    </>
  );
}

async function read(ctx: Ctx, appId: string) {
  const app = await getApp(ctx, { appId });
  const of = { page: { size: 100 }, filter: { appId: app.id } };
  const [keys, clients, lastUsedAt, subscriptions] = await Promise.all([
    listApiKeys(ctx, of),
    listClients(ctx, of),
    readLastUsed(ctx, app.id),
    listSubscriptions(ctx, of),
  ]);
  const active = subscriptions.data.find(({ status }) => status === 'active');
  return {
    app,
    keys: keys.data,
    clients: clients.data,
    tokenUrl: `${ctx.settings.apiUrl}/oauth/token`,
    lastUsedAt,
    subscriptions: subscriptions.data,
    firstCall: active ? await readFirstCall(ctx, active.product.slug).catch(ignoreNotFound) : undefined,
  };
}

/** Keys can be managed while the store with the usage does not answer. */
async function readLastUsed(ctx: Ctx, appId: string) {
  try {
    return (await getKeyUses(ctx, { appId })).lastUsedAt;
  } catch (error) {
    if (isDomainError(error, 'store_unavailable')) return undefined;
    throw error;
  }
}

/** A product that has left the portal can still be subscribed to. */
function ignoreNotFound(error: unknown): undefined {
  if (!isDomainError(error, 'not_found')) throw error;
}
