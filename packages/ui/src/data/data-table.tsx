import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { AppLink } from '../link.tsx';
import { SortHeader } from './sort-header.tsx';
import type { TableColumn, TableSort } from './table-column.tsx';

/** Props of `DataTable`. */
export type DataTableProps<Row> = {
  /** What the table lists; read by screen readers. */
  label: string;
  columns: TableColumn<Row>[];
  rows: readonly Row[];
  getRowId: (row: Row) => string;
  /** Makes each row a link; the first column carries it. */
  getRowHref?: (row: Row) => string | undefined;
  /** Buttons or a menu at the end of each row. */
  rowActions?: (row: Row) => ReactNode;
  sort?: TableSort;
  /** Address of the same page sorted differently: sorting works without JavaScript. */
  getSortHref?: (sort: TableSort) => string;
  /** Sorting in the browser; used when there is no `getSortHref`. */
  onSort?: (sort: TableSort) => void;
  /** Shown instead of rows when there are none: an `EmptyState`. */
  emptyState?: ReactNode;
  /** Rows of skeletons instead of data. */
  isLoading?: boolean;
  skeletonRows?: number;
  /** On phones: scroll sideways inside the table, or one card a row. */
  narrow?: 'scroll' | 'cards';
  /** Keeps the heading in sight: under the top bar, or inside the table when a height is given. */
  maxHeightClassName?: string;
  /** A `Pagination` or a count. */
  footer?: ReactNode;
  /** Puts the table on a surface of its own; not needed in a flush `Card`. */
  isFramed?: boolean;
};

/** A table. It has no state: the address (or `ClientTable`) decides order and page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, isLoading, emptyState, narrow = 'scroll' } = props;
  const isEmpty = !isLoading && rows.length === 0;
  return (
    <div
      className={cn('min-w-0', props.isFramed && 'overflow-clip rounded-lg border bg-surface shadow-card')}
    >
      {isEmpty && emptyState ? (
        emptyState
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a scroller has to be focusable to scroll by keyboard
        <div
          role="region"
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the same
          tabIndex={0}
          className={cn(
            'relative overflow-x-auto -outline-offset-2',
            narrow === 'cards' && 'max-sm:overflow-visible',
            props.maxHeightClassName && `overflow-y-auto ${props.maxHeightClassName}`,
          )}
        >
          <table
            aria-label={label}
            aria-busy={isLoading || undefined}
            className={cn('w-full border-collapse text-left text-ui', narrow === 'cards' && 'tg-cards')}
          >
            <TableHead {...props} />
            {isLoading ? <LoadingRows {...props} /> : <TableRows {...props} />}
          </table>
        </div>
      )}
      {props.footer && !isEmpty ? <div className="border-t px-3 py-2 sm:px-4">{props.footer}</div> : null}
    </div>
  );
}

const edge = 'first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5';

function TableHead<Row>({
  columns,
  rowActions,
  sort,
  getSortHref,
  onSort,
  maxHeightClassName,
}: DataTableProps<Row>) {
  return (
    <thead
      className={cn(
        'border-b bg-surface text-ink-muted text-xs',
        maxHeightClassName && 'sticky top-0 z-10 shadow-[0_1px_0_var(--tg-line)]',
      )}
    >
      <tr>
        {columns.map((column) => (
          <SortHeader
            key={column.id}
            column={column}
            sort={sort}
            getSortHref={getSortHref}
            onSort={onSort}
            className={cn(
              'h-9 whitespace-nowrap px-3 font-medium',
              edge,
              column.isWideOnly && 'max-md:hidden',
            )}
          />
        ))}
        {rowActions ? (
          <th scope="col" className={cn('w-px px-3', edge)}>
            <span className="sr-only">Actions</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

function TableRows<Row>({ columns, rows, getRowId, getRowHref, rowActions }: DataTableProps<Row>) {
  return (
    <tbody className="divide-y divide-line">
      {rows.map((row) => {
        const href = getRowHref?.(row);
        return (
          <tr key={getRowId(row)} className={cn('relative', href && 'hover:bg-hover')}>
            {columns.map((column, index) => (
              <td
                key={column.id}
                data-wide={column.isWideOnly || undefined}
                data-label={index > 0 && !column.isHeaderHidden ? column.header : undefined}
                className={cn(
                  cellClass,
                  column.align === 'end' && 'text-right tabular-nums',
                  column.className,
                  {
                    'max-md:hidden': column.isWideOnly,
                    'min-w-36 font-medium text-ink': index === 0,
                  },
                )}
              >
                {index === 0 && href ? (
                  <AppLink href={href} className="rounded-sm after:absolute after:inset-0 after:content-['']">
                    {column.cell(row)}
                  </AppLink>
                ) : (
                  column.cell(row)
                )}
              </td>
            ))}
            {rowActions ? (
              <td data-actions className={cn(cellClass, 'text-right')}>
                <div className="relative z-1 inline-flex items-center justify-end gap-1">
                  {rowActions(row)}
                </div>
              </td>
            ) : null}
          </tr>
        );
      })}
    </tbody>
  );
}

const cellClass = cn('h-10 px-3 py-1.5 align-middle text-ink-muted touch:h-12', edge);

function LoadingRows<Row>({ columns, rowActions, skeletonRows = 5 }: DataTableProps<Row>) {
  return (
    <tbody className="divide-y divide-line">
      {Array.from({ length: skeletonRows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
        <tr key={row}>
          {columns.map((column, index) => (
            <td key={column.id} className={cn(cellClass, column.isWideOnly && 'max-md:hidden')}>
              <Skeleton className={cn(index === 0 ? 'w-36' : 'w-20', column.align === 'end' && 'ml-auto')} />
            </td>
          ))}
          {rowActions ? <td className={cellClass} /> : null}
        </tr>
      ))}
    </tbody>
  );
}
