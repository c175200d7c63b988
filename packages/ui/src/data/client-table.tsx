'use client';

import {
  type ColumnDef,
  columnFilteringFeature,
  createFilteredRowModel,
  createPaginatedRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { SearchInput } from '../inputs/search-input.tsx';
import { EmptyState } from '../layout/empty-state.tsx';
import { DataTable, type DataTableProps } from './data-table.tsx';
import { Pagination } from './pagination.tsx';
import type { SortValue, TableColumn, TableSort } from './table-column.tsx';

/** Props of `ClientTable`: a `DataTable`'s, without what it does itself. */
export type ClientTableProps<Row> = Omit<
  DataTableProps<Row>,
  'sort' | 'getSortHref' | 'onSort' | 'footer'
> & {
  defaultSort?: TableSort;
  /** Rows a page; all rows when absent. */
  pageSize?: number;
  /** Shows a search field over the sort values of all columns. */
  searchLabel?: string;
};

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowPaginationFeature,
  paginatedRowModel: createPaginatedRowModel(),
});

/** A table that sorts, searches and pages in the browser, for data that is all there (up to a few thousand rows). */
export function ClientTable<Row extends object>(props: ClientTableProps<Row>) {
  const { columns, rows, getRowId, defaultSort, pageSize, searchLabel, ...rest } = props;
  const [sort, setSort] = useState(defaultSort);
  const [query, setQuery] = useState('');
  const [pageIndex, setPageIndex] = useState(0);
  const defs = useMemo(() => columns.map((column) => columnDef<Row>(column)), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const size = pageSize ?? Math.max(rows.length, 1);
  const table = useTable({
    features,
    columns: defs,
    data,
    getRowId,
    globalFilterFn: (row, columnId, text) =>
      searchText(row.getValue(columnId)).includes(String(text).toLowerCase()),
    getColumnCanGlobalFilter: () => true,
    autoResetPageIndex: false,
    state: {
      sorting: sort ? [{ id: sort.columnId, desc: sort.direction === 'desc' }] : [],
      globalFilter: query,
      pagination: { pageIndex, pageSize: size },
    },
  });
  const found = table.getFilteredRowModel().rows.length;
  const shown = table.getRowModel().rows;
  const isNothingFound = query !== '' && found === 0;
  return (
    <div className="flex min-w-0 flex-col">
      {searchLabel ? (
        <div className="w-full p-3 sm:w-72">
          <SearchInput
            label={searchLabel}
            delayMs={100}
            onSearch={(text) => {
              setQuery(text.trim());
              setPageIndex(0);
            }}
          />
        </div>
      ) : null}
      <DataTable
        {...rest}
        columns={columns}
        rows={shown.map((row) => row.original)}
        getRowId={getRowId}
        sort={sort}
        onSort={(next) => {
          setSort(next);
          setPageIndex(0);
        }}
        emptyState={isNothingFound ? <EmptyState title={`Nothing matches “${query}”`} /> : props.emptyState}
        footer={
          found > size ? (
            <Pagination
              label={`Pages of ${rest.label}`}
              summary={`${pageIndex * size + 1}–${pageIndex * size + shown.length} of ${found}`}
              onPrevious={pageIndex > 0 ? () => setPageIndex(pageIndex - 1) : undefined}
              onNext={(pageIndex + 1) * size < found ? () => setPageIndex(pageIndex + 1) : undefined}
            />
          ) : undefined
        }
      />
    </div>
  );
}

function columnDef<Row extends object>(column: TableColumn<Row>): ColumnDef<typeof features, Row, unknown> {
  return {
    id: column.id,
    accessorFn: (row) => column.sortValue?.(row) ?? null,
    sortFn: (a, b, id) => compareValues(a.getValue(id) as SortValue, b.getValue(id) as SortValue),
    enableGlobalFilter: column.sortValue !== undefined,
  };
}

/** Orders two values of one column: numbers by size, text as people sort it, missing ones first. */
export function compareValues(a: SortValue, b: SortValue): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function searchText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return (value instanceof Date ? value.toISOString() : String(value)).toLowerCase();
}
