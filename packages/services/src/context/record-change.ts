import type { Tx } from '@tollgate/db/db';
import { auditLog } from '@tollgate/db/schema';
import { newId } from '@tollgate/domain/ids';
import type { SnapshotKind } from '@tollgate/domain/snapshot';
import { sql } from 'drizzle-orm';
import type { Ctx } from './ctx.ts';

export interface ChangeRecord {
  /** Like `api_key.created`. */
  action: string;
  target: { kind: string; id: string; name?: string | undefined };
  before?: unknown;
  after?: unknown;
  /** Records the gateways must read again. */
  feed?: { kind: SnapshotKind; id: string }[];
}

/** Writes the audit row and, for what gateways enforce, the change log, in the verb's own transaction. */
export async function recordChange(tx: Tx, ctx: Ctx, change: ChangeRecord): Promise<number | null> {
  let changeNumber: number | null = null;
  for (const { kind, id } of change.feed ?? []) {
    const { rows } = await tx.execute<{ number: string }>(
      sql`select append_change(${kind}, ${id}) as number`,
    );
    changeNumber = Number(rows[0]?.number);
  }
  const { actor } = ctx;
  await tx.insert(auditLog).values({
    tenantId: ctx.tenantId,
    id: newId('audit'),
    at: ctx.now(),
    actorKind: actor.kind,
    actorId: actor.kind === 'system' ? null : actor.id,
    actorName: actor.name,
    action: change.action,
    targetKind: change.target.kind,
    targetId: change.target.id,
    targetName: change.target.name ?? null,
    before: change.before ?? null,
    after: change.after ?? null,
    requestId: ctx.requestId,
    changeNumber,
  });
  await ctx.onRecord?.(tx);
  return changeNumber;
}
