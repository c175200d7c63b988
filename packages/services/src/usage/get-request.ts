import { getRequest as queryRequest } from '@tollgate/analytics/requests/get-request';
import type { RequestRow } from '@tollgate/analytics/requests/request-row';
import { GetRequestInput } from '@tollgate/contract/usage';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { usageScope } from './usage-scope.ts';

/** One request by its event id or `X-Request-Id`; throws `not_found`, also for a request of somebody else's app. */
export async function getRequest(ctx: Ctx, input: GetRequestInput): Promise<RequestRow> {
  const { requestId } = parseInput(GetRequestInput, input);
  const { appIds } = await usageScope(ctx, {});
  const row = await queryRequest(ctx.analytics, ctx.tenantId, requestId);
  if (appIds && !appIds.includes(row.appId)) throw notFound('request');
  return row;
}
