import type { Page } from '@tollgate/contract/pages';

/** More than people choose from by eye; a picker beyond it must search. */
const MAX_ENTRIES = 2_000;

/** Reads a list page by page to its end, for pickers and short lists of a page; at most 2,000 entries. */
export async function listAll<T>(
  readPage: (page: { size: number; after?: string }) => Promise<Page<T>>,
): Promise<Page<T>> {
  const data: T[] = [];
  let next: string | null = null;
  do {
    const page: Page<T> = await readPage({ size: 100, ...(next ? { after: next } : {}) });
    data.push(...page.data);
    next = page.meta.page.next;
  } while (next && data.length < MAX_ENTRIES);
  return { data, meta: { page: { next } } };
}
