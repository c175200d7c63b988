import { eq, ilike, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** That a column has a value; no condition without one. */
export function equals<C extends PgColumn>(column: C, value: C['_']['data'] | undefined): SQL | undefined {
  return value === undefined ? undefined : eq(column, value);
}

/** That one of the columns holds a text anywhere, in either case, its wildcards taken literally; blank finds all. */
export function contains(search: string | undefined, ...columns: PgColumn[]): SQL | undefined {
  const text = search?.trim();
  if (!text) return undefined;
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return or(...columns.map((column) => ilike(column, pattern)));
}
