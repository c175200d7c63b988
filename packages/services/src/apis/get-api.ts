import { type Api, GetApiInput } from '@tollgate/contract/apis';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { getApiRow, toApi } from './to-api.ts';

/** One API with its versions. */
export async function getApi(ctx: Ctx, input: GetApiInput): Promise<Api> {
  requireRole(ctx, 'viewer');
  const { apiId } = parseInput(GetApiInput, input);
  return withTenantTx(ctx, async (tx) => toApi(tx, ctx, await getApiRow(tx, ctx.tenantId, apiId)));
}
