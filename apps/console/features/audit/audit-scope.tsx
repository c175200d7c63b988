import type { AuditEntry } from '@tollgate/contract/watch';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { Row } from '@tollgate/ui/layout/stack';
import { FilterChip } from '../../shell/filter-chip.tsx';
import { first } from '../../shell/list-state.ts';
import { auditHref } from './audit-href.ts';

/** What the log was narrowed to by a link in it, each with a way out. Names come from the entries that are left. */
export function AuditScope({ params, entries }: { params: SearchParams; entries: AuditEntry[] }) {
  const [entry] = entries;
  const chips = [
    ['actorId', 'By', entry?.actor.name],
    ['targetId', 'Of', entry?.target.name],
    ['action', 'What', undefined],
  ] as const;
  const set = chips.filter(([name]) => first(params[name]));
  if (set.length === 0) return null;
  return (
    <Row>
      {set.map(([name, word, called]) => (
        <FilterChip key={name} href={auditHref(params, { [name]: undefined })}>
          {word}: {called ?? first(params[name])}
        </FilterChip>
      ))}
    </Row>
  );
}
