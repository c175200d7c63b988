import type { App } from '@tollgate/contract/apps';
import { listApps } from '@tollgate/services/apps/list-apps';
import { getDeveloper } from '@tollgate/services/developers/get-developer';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { DataTable } from '@tollgate/ui/data/data-table';
import { formatDate, formatNumber } from '@tollgate/ui/data/format';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import { Button, ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { requireSession } from '../../server/ctx.ts';
import { listAll } from '../../server/list-all.ts';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { blockDeveloper, unblockDeveloper } from './actions.ts';
import { DEVELOPER_TONES } from './status-tones.ts';
import { SubscriptionTable } from './subscription-table.tsx';

const columns: TableColumn<App>[] = [
  { id: 'name', header: 'App', cell: (app) => app.name },
  { id: 'keys', header: 'Active keys', align: 'end', cell: (app) => formatNumber(app.activeKeyCount) },
  {
    id: 'subscriptions',
    header: 'Subscriptions',
    align: 'end',
    cell: (app) => formatNumber(app.subscriptionCount),
  },
  { id: 'createdAt', header: 'Made', cell: (app) => <RelativeTime at={app.createdAt} /> },
];

/** One developer with their apps and subscriptions. */
export async function DeveloperPage({ developerId }: { developerId: string }) {
  const { role } = await requireSession();
  const { developer, apps, subscriptions } = await load(async (ctx) => ({
    developer: await getDeveloper(ctx, { developerId }),
    apps: await listAll((page) => listApps(ctx, { page, filter: { developerId } })),
    subscriptions: await listAll((page) => listSubscriptions(ctx, { page, filter: { developerId } })),
  }));
  const refusal = refusalFor(role, 'editor');
  return (
    <>
      <PageHeader
        title={developer.name}
        badge={<StatusBadge tone={DEVELOPER_TONES[developer.status]}>{developer.status}</StatusBadge>}
        description={`${developer.email} · signed up ${formatDate(developer.createdAt)}`}
        breadcrumbs={[{ label: 'Developers', href: paths.developers() }, { label: developer.name }]}
        actions={
          <>
            <ButtonLink href={paths.invoices({ developerId: developer.id })}>Invoices</ButtonLink>
            {developer.status === 'active' ? (
              <ConfirmDialog
                trigger={
                  <Button variant="danger" disabledReason={refusal}>
                    Block
                  </Button>
                }
                title={`Block ${developer.name}?`}
                confirmLabel="Block developer"
                onConfirm={blockDeveloper.bind(null, developer.id)}
              >
                They are signed out of the portal and cannot sign in, and calls with the keys of their apps
                are refused within a second. Unblocking brings both back.
              </ConfirmDialog>
            ) : (
              <ConfirmDialog
                trigger={<Button disabledReason={refusal}>Unblock</Button>}
                title={`Unblock ${developer.name}?`}
                confirmLabel="Unblock developer"
                tone="default"
                onConfirm={unblockDeveloper.bind(null, developer.id)}
              >
                They can sign in to the portal again, and the keys of their apps work again.
              </ConfirmDialog>
            )}
          </>
        }
      />
      <Stack gap="lg">
        <Card title="Apps" isFlush>
          <DataTable
            label="Apps"
            narrow="cards"
            columns={columns}
            rows={apps.data}
            getRowId={(app) => app.id}
            getRowHref={(app) => paths.app(app.id)}
            emptyState={<EmptyState title="No apps yet">They make apps on the portal.</EmptyState>}
          />
        </Card>
        <Card title="Subscriptions" isFlush>
          <SubscriptionTable subscriptions={subscriptions.data} refusal={refusal} />
        </Card>
      </Stack>
    </>
  );
}
