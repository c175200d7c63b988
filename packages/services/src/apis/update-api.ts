import { type Api, UpdateApiInput } from '@tollgate/contract/apis';
import { apis } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { lockApiRow, toApi } from './to-api.ts';

/** Changes an API's name or description. */
export async function updateApi(ctx: Ctx, input: UpdateApiInput): Promise<Api> {
  requireRole(ctx, 'editor');
  const { apiId, ...values } = parseInput(UpdateApiInput, input);
  return withTenantTx(ctx, async (tx) => {
    const before = await lockApiRow(tx, ctx.tenantId, apiId);
    const [row] = await tx
      .update(apis)
      .set({ ...values, updatedAt: ctx.now() })
      .where(and(eq(apis.tenantId, ctx.tenantId), eq(apis.id, apiId)))
      .returning();
    const after = await toApi(tx, ctx, row ?? before);
    await recordChange(tx, ctx, {
      action: 'api.updated',
      target: { kind: 'api', id: apiId, name: after.name },
      before: { name: before.name, description: before.description },
      after: { name: after.name, description: after.description },
    });
    return after;
  });
}
