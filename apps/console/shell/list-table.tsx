import type { Page } from '@tollgate/contract/pages';
import { DataTable, type DataTableProps } from '@tollgate/ui/data/data-table';
import { Pagination } from '@tollgate/ui/data/pagination';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { FilterX } from 'lucide-react';
import type { ListState } from './list-state.ts';

/** Props of `ListTable`: a table's, with rows, order and page taken from the list. */
export type ListTableProps<Row> = Omit<
  DataTableProps<Row>,
  'rows' | 'sort' | 'getSortHref' | 'footer' | 'emptyState'
> & {
  list: ListState;
  page: Page<Row>;
  /** Shown when the tenant has none at all. */
  emptyState: DataTableProps<Row>['emptyState'];
};

/** One page of a list verb, with order, pages and empty states driven by the address. */
export function ListTable<Row>({ list, page, emptyState, ...table }: ListTableProps<Row>) {
  const { total } = page.meta;
  const links = list.pageLinks(page.meta.page.next);
  const hasPages = links.nextHref !== undefined || links.previousHref !== undefined;
  const summary = total === undefined ? undefined : `${total} in all`;
  return (
    <DataTable
      isFramed
      {...table}
      rows={page.data}
      sort={list.sort}
      getSortHref={list.getSortHref}
      emptyState={list.isFiltered ? <NothingMatches href={list.clearHref} /> : emptyState}
      footer={hasPages ? <Pagination {...links} summary={summary} /> : undefined}
    />
  );
}

function NothingMatches({ href }: { href: string }) {
  return (
    <EmptyState
      icon={<FilterX />}
      title="Nothing matches"
      action={<ButtonLink href={href}>Clear filters</ButtonLink>}
    >
      No entry fits these filters.
    </EmptyState>
  );
}
