import type { AuditEntry, ListAuditInput } from '@tollgate/contract/watch';
import { listAudit } from '@tollgate/services/audit/list-audit';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { ScrollText } from 'lucide-react';
import { load } from '../../server/load.ts';
import { type ListState, readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { changedFields } from './changed-fields.ts';

const KINDS = [
  'api',
  'api_version',
  'product',
  'plan',
  'developer',
  'app',
  'subscription',
  'api_key',
  'invoice',
  'member',
  'invitation',
  'token',
  'tenant',
];

const DAYS = [1, 7, 30, 90];

const columns: TableColumn<AuditEntry>[] = [
  {
    id: 'action',
    header: 'What',
    cell: (entry) => <code className="font-mono text-xs">{entry.action}</code>,
  },
  { id: 'target', header: 'Of', cell: (entry) => entry.target.name ?? entry.target.id },
  {
    id: 'actor',
    header: 'Who',
    cell: (entry) => (
      <span>
        {entry.actor.name} <span className="text-ink-faint text-xs">{entry.actor.kind}</span>
      </span>
    ),
  },
  {
    id: 'at',
    header: 'When',
    isSortable: true,
    firstDirection: 'desc',
    cell: (entry) => <RelativeTime at={entry.at} />,
  },
];

/** Every change, by whom and when, with what was before and after. */
export async function AuditPage({ params }: { params: SearchParams }) {
  const list = readListState(params, {
    path: paths.audit(),
    filters: ['targetKind', 'targetId', 'days'],
    defaultSort: '-at',
  });
  const entries = await load((ctx) => listAudit(ctx, toInput(list.input, ctx.now())));
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change of this tenant. Entries are never altered or removed."
      />
      <Stack gap="lg">
        <FilterBar
          params={list.params}
          filters={[
            {
              name: 'targetKind',
              label: 'Of',
              allLabel: 'anything',
              options: KINDS.map((kind) => ({ value: kind, label: kind.replaceAll('_', ' ') })),
            },
            {
              name: 'days',
              label: 'Since',
              allLabel: 'ever',
              options: DAYS.map((days) => ({
                value: String(days),
                label: days === 1 ? '1 day' : `${days} days`,
              })),
            },
          ]}
        />
        <ListTable
          label="Audit log"
          list={list}
          page={entries}
          columns={columns}
          getRowId={(entry) => entry.id}
          narrow="cards"
          emptyState={<EmptyState icon={<ScrollText />} title="Nothing has changed yet" />}
          rowActions={(entry) => (
            <ChangeDialog entry={entry} fields={changedFields(entry.before, entry.after)} />
          )}
        />
      </Stack>
    </>
  );
}

function toInput(input: ListState['input'], now: Date): ListAuditInput {
  const { days, ...filter } = input.filter;
  const wanted = DAYS.find((count) => String(count) === days);
  const from = wanted ? new Date(now.getTime() - wanted * 86_400_000).toISOString() : undefined;
  return { ...input, filter: { ...filter, ...(from ? { from } : {}) } };
}
