import { type CreatedClient, RotateClientInput } from '@tollgate/contract/keys';
import { clients } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { getClientRow } from './get-client-row.ts';
import { mintClientSecret } from './mint-client-secret.ts';
import { toClient } from './to-client.ts';

/** Gives a client a new secret; the old one works beside it for the overlap, one before that no more. */
export async function rotateClient(ctx: Ctx, input: RotateClientInput): Promise<CreatedClient> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { clientId, overlapSeconds } = parseInput(RotateClientInput, input);
  return withTenantTx(ctx, async (tx) => {
    const before = await getClientRow(tx, ctx.tenantId, clientId, developerId);
    if (before.revokedAt) {
      throw new DomainError('conflict', { detail: 'The client is revoked. Create a new one instead.' });
    }
    const at = ctx.now();
    const { secret, kept } = mintClientSecret(ctx, clientId, before.purpose);
    const [row] = await tx
      .update(clients)
      .set({
        ...kept,
        oldSecretHash: overlapSeconds > 0 ? before.secretHash : null,
        oldSealedSecret: overlapSeconds > 0 ? before.sealedSecret : null,
        oldSecretEndsAt: overlapSeconds > 0 ? new Date(at.getTime() + overlapSeconds * 1000) : null,
        updatedAt: at,
      })
      .where(and(eq(clients.tenantId, ctx.tenantId), eq(clients.id, clientId)))
      .returning();
    if (!row) throw new Error('update of clients returned no row');
    const client = toClient(row, at);
    await recordChange(tx, ctx, {
      action: 'client.rotated',
      target: { kind: 'client', id: clientId, name: before.name || clientId },
      before: toClient(before, at),
      after: client,
      feed: [{ kind: 'client', id: clientId }],
    });
    return { client, secret };
  });
}
