import { z } from 'zod';
import type { Analytics, QueryParams } from '../client.ts';
import { microsOf, TenantId } from '../query-values.ts';
import { timeBetween } from '../usage/usage-measures.ts';
import { checkRange, scopeConditions, usageScopeShape } from '../usage/usage-scope.ts';
import { decodeRequestCursor, encodeRequestCursor } from './request-cursor.ts';
import { REQUEST_COLUMNS, RequestRow } from './request-row.ts';

export const ListRequestsInput = z
  .strictObject({
    ...usageScopeShape,
    /** Exact statuses such as 404. */
    statuses: z.array(z.int().min(0).max(999)).max(100).optional(),
    /** Classes of status such as 4 for 400 to 499. */
    statusClasses: z.array(z.int().min(1).max(5)).max(5).optional(),
    /** Problem codes; the empty text stands for requests without a problem. */
    problems: z.array(z.string().max(64)).max(100).optional(),
    methods: z.array(z.string().max(20)).max(20).optional(),
    isBillable: z.boolean().optional(),
    /** Only requests that took at least this long. */
    minDurationMs: z.number().min(0).max(86_400_000).optional(),
    limit: z.int().min(1).max(200).default(50),
    /** `next` of the page before. */
    after: z.string().max(300).optional(),
  })
  .superRefine(checkRange);
export type ListRequestsInput = z.input<typeof ListRequestsInput>;

export interface RequestPage {
  requests: RequestRow[];
  /** Cursor of the next, older page; null on the last. */
  next: string | null;
}

/** Single requests of a range, newest first. An hour is the range from its start to the next. */
export async function listRequests(
  analytics: Analytics,
  tenant: string,
  input: ListRequestsInput,
): Promise<RequestPage> {
  const parsed = ListRequestsInput.parse(input);
  const { sql, params } = conditions(TenantId.parse(tenant), parsed);
  const rows = await analytics.query(
    `SELECT ${REQUEST_COLUMNS} FROM usage_events AS e WHERE ${sql}
     ORDER BY toStartOfHour(time) DESC, time DESC, e.id DESC LIMIT ${parsed.limit + 1}`,
    params,
    RequestRow,
  );
  const requests = rows.slice(0, parsed.limit);
  const last = requests.at(-1);
  return { requests, next: rows.length > parsed.limit && last ? encodeRequestCursor(last) : null };
}

function conditions(tenant: string, input: z.output<typeof ListRequestsInput>) {
  const scope = scopeConditions(tenant, input.environment, input.filters);
  const terms = [scope.sql, timeBetween('from', 'to')];
  const params: QueryParams = { ...scope.params, from: microsOf(input.from), to: microsOf(input.to) };
  const add = (term: string, name: string, value: number | string | number[] | string[] | undefined) => {
    if (value === undefined) return;
    terms.push(term);
    params[name] = value;
  };
  add('has({statuses:Array(UInt16)}, status)', 'statuses', input.statuses);
  add('has({statusClasses:Array(UInt8)}, intDiv(status, 100))', 'statusClasses', input.statusClasses);
  add('has({problems:Array(String)}, problem)', 'problems', input.problems);
  add('has({methods:Array(String)}, method)', 'methods', input.methods);
  add(
    'billable = {isBillable:UInt8}',
    'isBillable',
    input.isBillable === undefined ? undefined : Number(input.isBillable),
  );
  add(
    'duration_us >= {minDurationUs:Int64}',
    'minDurationUs',
    input.minDurationMs && Math.ceil(input.minDurationMs * 1000),
  );
  if (input.after !== undefined) {
    const cursor = decodeRequestCursor(input.after);
    add(
      "toStartOfHour(time) <= toStartOfHour(fromUnixTimestamp64Micro({afterUs:Int64}, 'UTC'))",
      'afterUs',
      cursor.timeUs,
    );
    add('(time_us, e.id) < ({afterUs:Int64}, {afterId:UUID})', 'afterId', cursor.id);
  }
  return { sql: terms.join(' AND '), params };
}
