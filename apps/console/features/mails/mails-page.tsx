import type { ListMailsInput, Mail } from '@tollgate/contract/watch';
import { listMails } from '@tollgate/services/mails/list-mails';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { Button } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { Dialog } from '@tollgate/ui/overlay/dialog';
import { Mail as MailIcon } from 'lucide-react';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { NoAccess } from '../../shell/no-access.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';

const TONES = { queued: 'accent', sent: 'success', failed: 'danger' } as const;

const columns: TableColumn<Mail>[] = [
  { id: 'subject', header: 'Subject', cell: (mail) => mail.subject },
  { id: 'recipient', header: 'To', cell: (mail) => mail.recipient },
  {
    id: 'status',
    header: 'Status',
    cell: (mail) => <StatusBadge tone={TONES[mail.status]}>{mail.status}</StatusBadge>,
  },
  {
    id: 'createdAt',
    header: 'Written',
    isSortable: true,
    firstDirection: 'desc',
    cell: (mail) => <RelativeTime at={mail.createdAt} />,
  },
];

/** The outbox: every mail Tollgate wrote for this tenant. */
export async function MailsPage({ params }: { params: SearchParams }) {
  const refusal = refusalFor((await requireSession()).role, 'admin');
  return (
    <>
      <PageHeader
        title="Mail"
        description="The outbox. Without a mail server it stays here, and links can be copied from it."
      />
      {refusal ? <NoAccess reason={refusal} /> : <Outbox params={params} />}
    </>
  );
}

async function Outbox({ params }: { params: SearchParams }) {
  const list = readListState(params, { path: paths.mails(), filters: ['status'], defaultSort: '-createdAt' });
  const mails = await load((ctx) => listMails(ctx, list.input as ListMailsInput));
  return (
    <Stack gap="lg">
      <FilterBar
        params={list.params}
        filters={[
          {
            name: 'status',
            label: 'Status',
            options: ['queued', 'sent', 'failed'].map((status) => ({ value: status, label: status })),
          },
        ]}
      />
      <ListTable
        label="Mail"
        list={list}
        page={mails}
        columns={columns}
        getRowId={(mail) => mail.id}
        narrow="cards"
        emptyState={
          <EmptyState icon={<MailIcon />} title="No mail yet">
            Invitations and notices to developers will be listed here.
          </EmptyState>
        }
        rowActions={(mail) => (
          <Dialog
            trigger={
              <Button size="sm" variant="ghost">
                Read
              </Button>
            }
            title={mail.subject}
            description={`To ${mail.recipient}`}
          >
            {mail.problem ? <p className="mb-3 text-danger-text">{mail.problem}</p> : null}
            <p className="whitespace-pre-wrap break-words">{mail.body}</p>
          </Dialog>
        )}
      />
    </Stack>
  );
}
