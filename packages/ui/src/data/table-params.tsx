import type { TableSort } from './table-column.tsx';

/** Search parameters as Next gives them to a page. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** What to accept from the address. */
export type TableParamsOptions = {
  /** Ids of the columns that can be sorted by; others are ignored. */
  sortable?: string[];
  defaultSort?: TableSort;
  /** Names of the filters. */
  filters?: string[];
};

/** What a table's address says. */
export type TableParams = {
  sort?: TableSort;
  /** Number of the page, from 1. */
  page: number;
  /** Cursor of the page. */
  after?: string;
  /** Text of the search field, `q`. */
  query: string;
  /** Values of the filters that are set. */
  filters: Record<string, string>;
};

function first(value: string | string[] | undefined): string | undefined {
  const text = Array.isArray(value) ? value[0] : value;
  return text === '' ? undefined : text;
}

/** Reads `sort=-name&page=2&after=…&q=…` and the named filters; what is not known is ignored. */
export function readTableParams(params: SearchParams, options: TableParamsOptions = {}): TableParams {
  const sortText = first(params.sort);
  const columnId = sortText?.replace(/^-/, '');
  const isKnown = columnId !== undefined && (options.sortable ?? []).includes(columnId);
  const page = Number(first(params.page) ?? '1');
  const filters: Record<string, string> = {};
  for (const name of options.filters ?? []) {
    const value = first(params[name]);
    if (value !== undefined) filters[name] = value;
  }
  return {
    sort: isKnown ? { columnId, direction: sortText?.startsWith('-') ? 'desc' : 'asc' } : options.defaultSort,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    after: first(params.after),
    query: first(params.q)?.trim() ?? '',
    filters,
  };
}

/** A sort as the address says it: `-name` for descending. */
export function sortParam(sort: TableSort): string {
  return sort.direction === 'desc' ? `-${sort.columnId}` : sort.columnId;
}

/** The same address with some parameters changed; undefined or empty takes one out. */
export function hrefWith(params: SearchParams, changes: Record<string, string | number | undefined>): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (name in changes) continue;
    for (const text of [value].flat()) if (text !== undefined && text !== '') next.append(name, text);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined && value !== '') next.append(name, String(value));
  }
  return `?${next}`;
}

/** Address of the first page sorted differently; for `DataTable getSortHref`. */
export function sortHref(params: SearchParams): (sort: TableSort) => string {
  return (sort) => hrefWith(params, { sort: sortParam(sort), page: undefined, after: undefined });
}
