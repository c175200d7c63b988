import type { TableSort } from '@tollgate/ui/data/table-column';
import type { SearchParams } from '@tollgate/ui/data/table-params';
import { withQuery } from './paths.ts';

/** How many earlier pages a reader can step back through. */
const MAX_BACK = 20;

/** What a list page reads from its address, and how it links to itself in another order, filter or page. */
export interface ListState {
  /** Input of a list verb. */
  input: { page: { size: number; after?: string }; sort?: string; filter: Record<string, string> };
  filter: Record<string, string>;
  isFiltered: boolean;
  sort: TableSort | undefined;
  getSortHref: (sort: TableSort) => string;
  /** Links of a `Pagination` for the cursor of the next page. */
  pageLinks: (next: string | null) => { previousHref?: string; nextHref?: string };
  /** The same list without filters. */
  clearHref: string;
  /** What the address says, without pages: for a `FilterBar`. */
  params: SearchParams;
}

export interface ListOptions {
  path: string;
  /** Whether the list takes `filter.search`, which is `q` in the address. */
  hasSearch?: boolean;
  /** Names of filters, which are the names of query parameters too. */
  filters?: readonly string[];
  defaultSort?: string;
  size?: number;
}

/** Reads order, filters and page from an address. Unknown parameters are left out. */
export function readListState(params: SearchParams, options: ListOptions): ListState {
  const query = options.hasSearch ? first(params.q)?.trim() : undefined;
  const chosen = pick(params, options.filters ?? []);
  const filter = { ...chosen, ...(query ? { search: query } : {}) };
  const shown = { ...chosen, ...(query ? { q: query } : {}) };
  const sortText = first(params.sort);
  const after = first(params.after);
  const back = (first(params.back) ?? '').split(',').filter((cursor) => cursor !== '');
  const kept = { ...shown, sort: sortText };
  const sort = toSort(sortText ?? options.defaultSort);
  return {
    input: {
      page: { size: options.size ?? 25, ...(after ? { after } : {}) },
      ...(sortText ? { sort: sortText } : {}),
      filter,
    },
    filter,
    isFiltered: Object.keys(filter).length > 0,
    sort,
    getSortHref: (wanted) =>
      withQuery(options.path, {
        ...shown,
        sort: `${wanted.direction === 'desc' ? '-' : ''}${wanted.columnId}`,
      }),
    pageLinks: (next) => {
      const earlier = [...back, after ?? 'first'].slice(-MAX_BACK).join(',');
      const previous = back.at(-1);
      return {
        ...(next ? { nextHref: withQuery(options.path, { ...kept, after: next, back: earlier }) } : {}),
        ...(previous
          ? {
              previousHref: withQuery(options.path, {
                ...kept,
                after: previous === 'first' ? undefined : previous,
                back: back.slice(0, -1).join(','),
              }),
            }
          : {}),
      };
    },
    clearHref: withQuery(options.path, { sort: sortText }),
    params: kept,
  };
}

/** The first value of a query parameter. */
export function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function pick(params: SearchParams, names: readonly string[]): Record<string, string> {
  const entries = names.map((name) => [name, first(params[name])?.trim()] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => Boolean(entry[1])));
}

function toSort(text: string | undefined): TableSort | undefined {
  if (!text) return undefined;
  const isDescending = text.startsWith('-');
  return { columnId: isDescending ? text.slice(1) : text, direction: isDescending ? 'desc' : 'asc' };
}
