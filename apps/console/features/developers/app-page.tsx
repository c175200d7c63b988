import { getApp } from '@tollgate/services/apps/get-app';
import { listCertificates } from '@tollgate/services/certificates/list-certificates';
import { listClients } from '@tollgate/services/clients/list-clients';
import { getDeveloper } from '@tollgate/services/developers/get-developer';
import { getKeyUses } from '@tollgate/services/keys/get-key-uses';
import { listApiKeys } from '@tollgate/services/keys/list-api-keys';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../server/ctx.ts';
import { listAll } from '../../server/list-all.ts';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { CertificatesCard } from './certificates/certificates-card.tsx';
import { ClientsCard } from './clients/clients-card.tsx';
import { IssueKey } from './issue-key.tsx';
import { KeyTable } from './key-table.tsx';
import { SubscriptionTable } from './subscription-table.tsx';

/** One app of a developer: its keys, clients, certificates and subscriptions. */
export async function AppPage({ appId }: { appId: string }) {
  const { role } = await requireSession();
  const { app, developer, keys, clients, certificates, uses, subscriptions } = await load(async (ctx) => {
    const found = await getApp(ctx, { appId });
    return {
      app: found,
      developer: await getDeveloper(ctx, { developerId: found.developerId }),
      keys: await listAll((page) => listApiKeys(ctx, { page, filter: { appId } })),
      clients: await listAll((page) => listClients(ctx, { page, filter: { appId } })),
      certificates: await listAll((page) => listCertificates(ctx, { page, filter: { appId } })),
      uses: await getKeyUses(ctx, { appId }),
      subscriptions: await listAll((page) => listSubscriptions(ctx, { page, filter: { appId } })),
    };
  });
  const refusal = refusalFor(role, 'editor');
  return (
    <>
      <PageHeader
        title={app.name}
        description={app.description}
        breadcrumbs={[
          { label: 'Developers', href: paths.developers() },
          { label: developer.name, href: paths.developer(developer.id) },
          { label: app.name },
        ]}
        actions={
          <>
            <ButtonLink href={paths.usage({ appId: app.id })}>Usage</ButtonLink>
            <ButtonLink href={paths.requests({ appId: app.id })}>Requests</ButtonLink>
          </>
        }
      />
      <Stack gap="lg">
        <Card title="API keys" isFlush actions={<IssueKey appId={app.id} refusal={refusal} />}>
          <KeyTable keys={keys.data} lastUsedAt={uses.lastUsedAt} refusal={refusal} />
        </Card>
        <ClientsCard appId={app.id} clients={clients.data} refusal={refusal} />
        <CertificatesCard appId={app.id} certificates={certificates.data} refusal={refusal} />
        <Card title="Subscriptions" isFlush>
          <SubscriptionTable subscriptions={subscriptions.data} refusal={refusal} />
        </Card>
      </Stack>
    </>
  );
}
