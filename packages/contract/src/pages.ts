import { z } from 'zod';

export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 100;

/** `page[size]` and `page[after]` of a list. The cursor is opaque: take it from `meta.page.next`. */
export const PageInput = z.strictObject({
  size: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  /** Holds the sort value of a row, which may be a long path. */
  after: z.string().max(8_000).optional(),
});
export type PageInput = z.infer<typeof PageInput>;

/** What every list verb takes besides filters; `sort` names a column, with `-` before it for descending. */
export const listInput = <F extends z.ZodRawShape>(filters: F, sortable: readonly [string, ...string[]]) =>
  z.strictObject({
    page: PageInput.default({ size: DEFAULT_PAGE_SIZE }),
    sort: z.enum(sortable.flatMap((name) => [name, `-${name}`]) as [string, ...string[]]).optional(),
    filter: z
      .strictObject(filters)
      .partial()
      .default({} as never),
  });

/** One page of a list. */
export interface Page<T> {
  data: T[];
  meta: { page: { next: string | null }; total?: number };
}
