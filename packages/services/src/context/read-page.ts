import type { Page } from '@tollgate/contract/pages';
import { and, asc, desc, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { decodeCursor, encodeCursor, type SortKind } from './cursor.ts';

export interface PageOrder {
  column: PgColumn;
  id: PgColumn;
  isDescending: boolean;
}

/** The column and direction of a `sort` such as `-createdAt`; `columns` names what may be sorted by. */
export function pageOrder(
  sort: string | undefined,
  fallback: string,
  columns: Record<string, PgColumn>,
  id: PgColumn,
): PageOrder {
  const wanted = sort ?? fallback;
  const isDescending = wanted.startsWith('-');
  const column = columns[isDescending ? wanted.slice(1) : wanted];
  if (!column) throw new Error(`no column for sort ${wanted}`);
  return { column, id, isDescending };
}

function sortKind(column: PgColumn): SortKind {
  if (column.getSQLType().startsWith('timestamp')) return 'time';
  return column.dataType === 'number' ? 'number' : 'text';
}

/** Condition and order of a keyset page; ties are broken by id. */
export function pageQuery(
  order: PageOrder,
  after: string | undefined,
): { where: SQL | undefined; orderBy: SQL[] } {
  const direction = order.isDescending ? desc : asc;
  const orderBy = [direction(order.column), direction(order.id)];
  if (!after) return { where: undefined, orderBy };
  const kind = sortKind(order.column);
  const { value, id } = decodeCursor(after, kind);
  const comparison = order.isDescending ? sql.raw('<') : sql.raw('>');
  const bound = kind === 'time' ? sql`${value}::timestamptz` : sql`${value}`;
  return { where: and(sql`(${order.column}, ${order.id}) ${comparison} (${bound}, ${id})`), orderBy };
}

/** Cuts `size + 1` rows read to a page; `keyOf` gives the sort value and id of a row. */
export function toPage<R, T>(
  rows: R[],
  size: number,
  keyOf: (row: R) => [string | number | Date, string],
  show: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  let next: string | null = null;
  if (last) {
    const [value, id] = keyOf(last);
    next = encodeCursor(value instanceof Date ? value.toISOString() : value, id);
  }
  return { data: shown.map(show), meta: { page: { next } } };
}
