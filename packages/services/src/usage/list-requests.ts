import {
  ListRequestsInput as QueryInput,
  listRequests as queryRequests,
} from '@tollgate/analytics/requests/list-requests';
import type { RequestRow } from '@tollgate/analytics/requests/request-row';
import type { Page } from '@tollgate/contract/pages';
import { ListRequestsInput } from '@tollgate/contract/usage';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { usageScope } from './usage-scope.ts';

/** Single requests of a range, newest first; developers see those of their own apps. */
export async function listRequests(ctx: Ctx, input: ListRequestsInput): Promise<Page<RequestRow>> {
  const { filter, page, status, statusClass, problem, method, ...rest } = parseInput(
    ListRequestsInput,
    input,
  );
  const wanted = parseInput(QueryInput, {
    ...rest,
    filters: await usageScope(ctx, filter),
    statuses: status,
    statusClasses: statusClass,
    problems: problem,
    methods: method,
    limit: page.size,
    after: page.after,
  });
  const { requests, next } = await queryRequests(ctx.analytics, ctx.tenantId, wanted);
  return { data: requests, meta: { page: { next } } };
}
