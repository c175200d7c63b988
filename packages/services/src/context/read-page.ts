import type { Page } from '@tollgate/contract/pages';
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Ctx } from './ctx.ts';
import { decodeCursor, encodeCursor, type SortKind } from './cursor.ts';

/** What a caller asks of a list besides filters. */
interface Wanted {
  page: { size: number; after?: string | undefined };
  sort?: string | undefined;
}

type SortedRow<S extends string> = { id: string } & Record<S, string | number | Date>;

/** A select that still lacks order and limit. */
interface Unordered<R> {
  orderBy(...columns: SQL[]): { limit(count: number): PromiseLike<R[]> };
}

interface List<S extends string, R, T> {
  table: { tenantId: PgColumn; id: PgColumn };
  /** What it may be sorted by; the name is also that of the value in a row. */
  sorts: Record<S, PgColumn>;
  /** Its sort unless another is asked for, such as `-createdAt`. */
  otherwise: NoInfer<S | `-${S}`>;
  /** Which rows of the tenant's; all when undefined. */
  where?: SQL | undefined;
  select: (where: SQL | undefined) => Unordered<R>;
  /** The table's row in what was selected. */
  rowOf: (found: R) => NoInfer<SortedRow<S>>;
  show: (found: R[]) => T[] | Promise<T[]>;
}

/** Reads one page of a tenant's list, ties broken by id. Throws `validation_failed` for a cursor we did not make. */
export async function readPage<S extends string, R, T>(
  ctx: Ctx,
  { page, sort }: Wanted,
  { table, sorts, otherwise, where, select, rowOf, show }: List<S, R, T>,
): Promise<Page<T>> {
  const wanted = sort ?? otherwise;
  const isDescending = wanted.startsWith('-');
  const name = (isDescending ? wanted.slice(1) : wanted) as S;
  const column = sorts[name];
  if (!column) throw new Error(`no column for sort ${wanted}`);
  const isAfter = page.after && follows(page.after, column, table.id, isDescending);
  const direction = isDescending ? desc : asc;
  const rows = await select(and(eq(table.tenantId, ctx.tenantId), where, isAfter || undefined))
    .orderBy(direction(column), direction(table.id))
    .limit(page.size + 1);
  const found = rows.slice(0, page.size);
  const last = rows.length > page.size ? found.at(-1) : undefined;
  const next = last === undefined ? null : cursorOf(rowOf(last), name);
  return { data: await show(found), meta: { page: { next } } };
}

function cursorOf<S extends string>(row: SortedRow<S>, name: S): string {
  const value: string | number | Date = row[name];
  return encodeCursor(value instanceof Date ? value.toISOString() : value, row.id);
}

function follows(after: string, column: PgColumn, id: PgColumn, isDescending: boolean): SQL {
  const kind = sortKind(column);
  const last = decodeCursor(after, kind);
  const bound = kind === 'time' ? sql`${last.value}::timestamptz` : sql`${last.value}`;
  return sql`(${column}, ${id}) ${sql.raw(isDescending ? '<' : '>')} (${bound}, ${last.id})`;
}

function sortKind(column: PgColumn): SortKind {
  if (column.getSQLType().startsWith('timestamp')) return 'time';
  return column.dataType === 'number' ? 'number' : 'text';
}
