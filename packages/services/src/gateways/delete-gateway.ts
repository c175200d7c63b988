import { DeleteGatewayInput } from '@tollgate/contract/watch';
import { gateways, removedGateways } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { isNotRemoved } from './is-not-removed.ts';
import { toGateway } from './to-gateway.ts';

/**
 * Removes a gateway that is gone for good: the tenant's invoices stop waiting for usage in its spool. Throws `conflict`
 * until it has been silent for 15 minutes. One that reports again is back by itself.
 */
export async function deleteGateway(ctx: Ctx, input: DeleteGatewayInput): Promise<void> {
  requireRole(ctx, 'admin');
  const { gatewayName: name } = parseInput(DeleteGatewayInput, input);
  await withTenantTx(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(gateways)
      .where(and(eq(gateways.name, name), isNotRemoved(ctx.tenantId)));
    if (!row) throw notFound('gateway');
    const before = toGateway(row, 0, ctx.now());
    if (ctx.now().toISOString() < before.removableAt) {
      throw new DomainError('conflict', {
        detail: `${name} reported at ${before.seenAt}. Stop it for good first; it can be removed after 15 minutes of silence.`,
      });
    }
    const removal = { seenAt: row.seenAt, removedAt: ctx.now() };
    await tx
      .insert(removedGateways)
      .values({ tenantId: ctx.tenantId, name, ...removal })
      .onConflictDoUpdate({ target: [removedGateways.tenantId, removedGateways.name], set: removal });
    const { region, seenAt, spoolSegments, spoolBytes, spoolOldestAt } = before;
    await recordChange(tx, ctx, {
      action: 'gateway.deleted',
      target: { kind: 'gateway', id: name, name },
      before: { name, region, seenAt, spoolSegments, spoolBytes, spoolOldestAt },
    });
  });
}
