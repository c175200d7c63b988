import type { ReactNode } from 'react';

/** Direction of a sort. */
export type SortDirection = 'asc' | 'desc';

/** Which column a table is sorted by. */
export type TableSort = { columnId: string; direction: SortDirection };

/** A value rows can be sorted by. */
export type SortValue = string | number | bigint | Date | null | undefined;

/** One column of a table over rows of one type. */
export type TableColumn<Row> = {
  /** Name in the address when sorted by. */
  id: string;
  /** Heading; also the label beside the value when rows are cards. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers. */
  align?: 'start' | 'end';
  isSortable?: boolean;
  /** Direction of the first click; `asc` when absent. */
  firstDirection?: SortDirection;
  /** For `ClientTable`: what to sort and search by. */
  sortValue?: (row: Row) => SortValue;
  /** Takes the heading out of sight, for columns of buttons. */
  isHeaderHidden?: boolean;
  /** Leaves the column out on screens narrower than a tablet's. */
  isWideOnly?: boolean;
  /** Class names of every cell, such as `w-32`. */
  className?: string;
};

/** What the next click on a heading sorts by. */
export function nextSort<Row>(column: TableColumn<Row>, sort: TableSort | undefined): TableSort {
  const first = column.firstDirection ?? 'asc';
  if (sort?.columnId !== column.id) return { columnId: column.id, direction: first };
  return { columnId: column.id, direction: sort.direction === 'asc' ? 'desc' : 'asc' };
}
