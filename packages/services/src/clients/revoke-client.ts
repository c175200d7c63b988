import { type Client, RevokeClientInput } from '@tollgate/contract/keys';
import { clients } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { getClientRow } from './get-client-row.ts';
import { toClient } from './to-client.ts';

/** Revokes a client for good; gateways refuse its tokens within a second. One already revoked is answered as it is. */
export async function revokeClient(ctx: Ctx, input: RevokeClientInput): Promise<Client> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { clientId } = parseInput(RevokeClientInput, input);
  return withTenantTx(ctx, async (tx) => {
    const row = await getClientRow(tx, ctx.tenantId, clientId, developerId);
    const at = ctx.now();
    const before = toClient(row, at);
    if (row.revokedAt) return before;
    await tx
      .update(clients)
      .set({ revokedAt: at, updatedAt: at })
      .where(and(eq(clients.tenantId, ctx.tenantId), eq(clients.id, clientId)));
    const after = toClient({ ...row, revokedAt: at }, at);
    await recordChange(tx, ctx, {
      action: 'client.revoked',
      target: { kind: 'client', id: clientId, name: row.name || clientId },
      before,
      after,
      feed: [{ kind: 'client', id: clientId }],
    });
    return after;
  });
}
