/** Query parameters as Next hands them to a page. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The first value of a query parameter. */
export function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
