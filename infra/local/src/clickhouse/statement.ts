import { ClickHouseError } from './clickhouse-error.ts';

/** One SQL statement, and the rows that came with it when it is an insert. */
export type Statement = {
  sql: string;
  /** Set for `INSERT … FORMAT x`: the target, ready for the engine's own parser of rows. */
  insert?: { table: string; columns?: string[]; format: string };
  /** The `FORMAT x` at the end of a query. */
  format?: string;
};

const NAME = '(?:[A-Za-z_][A-Za-z0-9_]*|`[A-Za-z_][A-Za-z0-9_]*`|"[A-Za-z_][A-Za-z0-9_]*")';
const INSERT = new RegExp(
  `^INSERT\\s+INTO\\s+(?:TABLE\\s+)?(${NAME}(?:\\.${NAME})?)\\s*(?:\\(([^)]*)\\)\\s*)?FORMAT\\s+([A-Za-z]+)\\s*$`,
  'i',
);
const QUOTED_NAME = new RegExp(`^${NAME}$`);

/** Reads what an HTTP request asks for; throws a ClickHouse error for several statements in one. */
export function readStatement(text: string): Statement {
  const sql = withoutTrailingSemicolon(text);
  if (!sql) throw new ClickHouseError(62, 'SYNTAX_ERROR', 'Syntax error: Empty query');
  const insert = readInsert(sql);
  if (insert) return { sql, insert };
  if (!/^INSERT\s/i.test(sql)) refuseSeveral(sql);
  const format = /\sFORMAT\s+([A-Za-z]+)$/i.exec(sql)?.[1];
  return { sql, ...(format ? { format } : {}) };
}

function readInsert(sql: string): Statement['insert'] {
  const found = INSERT.exec(sql);
  if (!found) return undefined;
  const [, table, columnList, format] = found as unknown as [string, string, string | undefined, string];
  const target = table.replaceAll(/[`"]/g, '');
  if (columnList === undefined) return { table: target, format };
  const columns = columnList.split(',').map((column) => column.trim());
  if (!columns.every((column) => QUOTED_NAME.test(column))) return undefined;
  return { table: target, format, columns: columns.map((column) => column.replaceAll(/[`"]/g, '')) };
}

function withoutTrailingSemicolon(text: string): string {
  let end = text.trim();
  while (end.endsWith(';')) end = end.slice(0, -1).trimEnd();
  return end;
}

/** ClickHouse's HTTP interface takes one statement; the embedded engine would run them all. */
function refuseSeveral(sql: string): void {
  let at = 0;
  while (at < sql.length) {
    const char = sql.charAt(at);
    if (char === ';' && hasCode(sql.slice(at + 1))) {
      throw new ClickHouseError(62, 'SYNTAX_ERROR', 'Syntax error: Multi-statements are not allowed');
    }
    at = skipToken(sql, at);
  }
}

function hasCode(rest: string): boolean {
  let at = 0;
  while (at < rest.length) {
    const next = skipToken(rest, at);
    const token = rest.slice(at, next);
    if (!/^(?:\s|;|--|\/\*|#)/.test(token)) return true;
    at = next;
  }
  return false;
}

function skipToken(sql: string, at: number): number {
  const char = sql.charAt(at);
  const pair = sql.slice(at, at + 2);
  if (pair === '--') return after(sql, '\n', at);
  if (pair === '/*') return after(sql, '*/', at + 2);
  if (char !== "'" && char !== '"' && char !== '`') return at + 1;
  let end = at + 1;
  while (end < sql.length && sql.charAt(end) !== char) end += sql.charAt(end) === '\\' ? 2 : 1;
  return end + 1;
}

function after(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found + mark.length;
}
