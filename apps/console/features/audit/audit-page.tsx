import type { ListAuditInput } from '@tollgate/contract/watch';
import { listAudit } from '@tollgate/services/audit/list-audit';
import { FilterBar } from '@tollgate/ui/data/filter-bar';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { ScrollText } from 'lucide-react';
import { load } from '../../server/load.ts';
import { type ListState, readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { auditColumns } from './audit-columns.tsx';
import { AuditScope } from './audit-scope.tsx';
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
  'gateway',
];

const DAYS = [1, 7, 30, 90];

const ACTORS = { member: 'members', token: 'tokens', developer: 'developers', system: 'Tollgate’s jobs' };

/** Every change, by whom and when, with what was before and after. */
export async function AuditPage({ params }: { params: SearchParams }) {
  const list = readListState(params, {
    path: paths.audit(),
    hasSearch: true,
    filters: ['actorKind', 'actorId', 'targetKind', 'targetId', 'action', 'days'],
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
          searchLabel="Who, what or name"
          filters={[
            {
              name: 'actorKind',
              label: 'By',
              allLabel: 'anybody',
              options: Object.entries(ACTORS).map(([value, label]) => ({ value, label })),
            },
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
        <AuditScope params={list.params} entries={entries.data} />
        <ListTable
          label="Audit log"
          list={list}
          page={entries}
          columns={auditColumns(list.params)}
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
