import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { cn } from '../cn.tsx';
import { AppLink } from '../link.tsx';
import { nextSort, type TableColumn, type TableSort } from './table-column.tsx';

/** Props of `SortHeader`. */
export type SortHeaderProps<Row> = {
  column: TableColumn<Row>;
  sort?: TableSort;
  getSortHref?: (sort: TableSort) => string;
  onSort?: (sort: TableSort) => void;
  className?: string;
};

/** A column's heading; a link or button when the column can be sorted. */
export function SortHeader<Row>({ column, sort, getSortHref, onSort, className }: SortHeaderProps<Row>) {
  const isSortable = Boolean(column.isSortable && (getSortHref || onSort));
  const direction = sort?.columnId === column.id ? sort.direction : undefined;
  const ariaSort = direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none';
  const Icon = direction === 'asc' ? ArrowUp : direction === 'desc' ? ArrowDown : ChevronsUpDown;
  const next = nextSort(column, sort);
  const content = (
    <>
      {column.header}
      <Icon aria-hidden="true" className={cn('size-3 shrink-0', !direction && 'text-ink-faint opacity-60')} />
    </>
  );
  const linkClass = cn(
    'inline-flex items-center gap-1 rounded-sm align-middle hover:text-ink touch:min-h-11',
    column.align === 'end' && 'flex-row-reverse',
    direction && 'text-ink',
  );
  return (
    <th
      scope="col"
      aria-sort={isSortable ? ariaSort : undefined}
      className={cn(className, column.align === 'end' && 'text-right', column.className)}
    >
      {!isSortable ? (
        <span className={column.isHeaderHidden ? 'sr-only' : undefined}>{column.header}</span>
      ) : getSortHref ? (
        <AppLink href={getSortHref(next)} className={linkClass}>
          {content}
        </AppLink>
      ) : (
        <button type="button" onClick={() => onSort?.(next)} className={linkClass}>
          {content}
        </button>
      )}
    </th>
  );
}
