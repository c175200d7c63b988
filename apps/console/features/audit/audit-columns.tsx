import type { AuditEntry } from '@tollgate/contract/watch';
import { RelativeTime } from '@tollgate/ui/data/relative-time';
import type { TableColumn } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { TextLink } from '@tollgate/ui/link';
import { auditHref } from './audit-href.ts';

/** Columns of the audit log. Who, what and which lead to the entries that share them. */
export function auditColumns(params: SearchParams): TableColumn<AuditEntry>[] {
  return [
    {
      id: 'action',
      header: 'What',
      cell: ({ action }) => (
        <TextLink href={auditHref(params, { action })}>
          <code className="font-mono text-xs">{action}</code>
        </TextLink>
      ),
    },
    {
      id: 'target',
      header: 'Of',
      cell: ({ target }) => (
        <TextLink href={auditHref(params, { targetId: target.id })}>{target.name ?? target.id}</TextLink>
      ),
    },
    {
      id: 'actor',
      header: 'Who',
      cell: ({ actor }) => (
        <span>
          {actor.id === null ? (
            actor.name
          ) : (
            <TextLink href={auditHref(params, { actorId: actor.id })}>{actor.name}</TextLink>
          )}{' '}
          <span className="text-ink-faint text-xs">{actor.kind}</span>
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
}
