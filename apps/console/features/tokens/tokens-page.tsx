import type { Token } from '@tollgate/contract/tenants';
import { Role, roleIncludes } from '@tollgate/domain/roles';
import { listTokens } from '@tollgate/services/tokens/list-tokens';
import { Badge, StatusBadge } from '@tollgate/ui/data/badge';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { KeyRound, Plus } from 'lucide-react';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { FormDialog } from '../../shell/forms/form-dialog.tsx';
import { readListState } from '../../shell/list-state.ts';
import { ListTable } from '../../shell/list-table.tsx';
import { paths } from '../../shell/paths.ts';
import { refusalFor } from '../../shell/roles.ts';
import { issueToken, revoke } from './actions.ts';

const TONES = { active: 'success', expired: 'neutral', revoked: 'neutral', maker_left: 'neutral' } as const;
const STATUSES = {
  active: 'active',
  expired: 'expired',
  revoked: 'revoked',
  maker_left: 'maker left',
} as const;

const columns: TableColumn<Token>[] = [
  { id: 'name', header: 'Name', isSortable: true, cell: (token) => token.name },
  {
    id: 'preview',
    header: 'Token',
    cell: (token) => <code className="font-mono text-xs">{token.preview}…</code>,
  },
  {
    id: 'role',
    header: 'Role',
    cell: ({ role, effectiveRole }) => (
      <span className="flex flex-wrap items-center gap-1">
        <Badge>{role}</Badge>
        {effectiveRole && effectiveRole !== role ? (
          <span className="text-ink-muted text-xs">now only {effectiveRole}, like its maker</span>
        ) : null}
      </span>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (token) => <StatusBadge tone={TONES[token.status]}>{STATUSES[token.status]}</StatusBadge>,
  },
  {
    id: 'lastUsedAt',
    header: 'Last used',
    cell: (token) => (token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : 'never'),
  },
  {
    id: 'expiresAt',
    header: 'Expires',
    isWideOnly: true,
    cell: (token) => (token.expiresAt ? <RelativeTime at={token.expiresAt} /> : 'never'),
  },
  {
    id: 'createdAt',
    header: 'Made',
    isSortable: true,
    isWideOnly: true,
    cell: (token) => <RelativeTime at={token.createdAt} />,
  },
];

/** Management tokens, for programs that use the management API. */
export async function TokensPage({ params }: { params: SearchParams }) {
  const { role } = await requireSession();
  const list = readListState(params, { path: paths.tokens(), defaultSort: '-createdAt' });
  const tokens = await load((ctx) => listTokens(ctx, { page: list.input.page, sort: list.input.sort }));
  const refusal = refusalFor(role, 'admin');
  return (
    <>
      <PageHeader
        title="Tokens"
        description="For programs: everything this console can change can be changed through the management API."
        actions={<IssueToken role={role} refusal={refusal} />}
      />
      <ListTable
        label="Tokens"
        list={list}
        page={tokens}
        columns={columns}
        getRowId={(token) => token.id}
        narrow="cards"
        emptyState={
          <EmptyState icon={<KeyRound />} title="No tokens yet">
            Issue one to use the management API from CI or a script.
          </EmptyState>
        }
        rowActions={(token) =>
          token.status === 'active' ? (
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="ghost" disabledReason={refusal}>
                  Revoke
                </Button>
              }
              title={`Revoke ${token.name}?`}
              confirmLabel="Revoke token"
              onConfirm={revoke.bind(null, token.id)}
            >
              Programs that use it are refused at once. This cannot be undone.
            </ConfirmDialog>
          ) : null
        }
      />
    </>
  );
}

function IssueToken({ role, refusal }: { role: Role; refusal: string | undefined }) {
  const roles = Role.options.filter((option) => roleIncludes(role, option));
  return (
    <FormDialog
      trigger={
        <Button variant="primary" icon={<Plus />} disabledReason={refusal}>
          Issue token
        </Button>
      }
      title="Issue a management token"
      description="It may do what its role may do, and never more than you: it ends when you leave."
      action={issueToken}
      submitLabel="Issue token"
      initialValues={{ role: 'editor' }}
      secret={{ label: 'Token', hint: 'Copy it now: it is shown this once and stored only as a hash.' }}
    >
      <Field name="name" label="Name" hint="Where it will be used, such as “deploy pipeline”." isRequired>
        <Input autoComplete="off" />
      </Field>
      <Field name="role" label="Role" isRequired>
        <Select options={roles.map((option) => ({ value: option, label: option }))} />
      </Field>
      <Field name="expiresAt" label="Last day" hint="It works until the end of this day (UTC)." isOptional>
        <Input type="date" />
      </Field>
    </FormDialog>
  );
}
