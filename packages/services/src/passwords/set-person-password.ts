import type { Tx } from '@tollgate/db/db';
import { members, people } from '@tollgate/db/schema';
import { eq, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { recordChange } from '../context/record-change.ts';
import { NO_RESET } from './reset-link.ts';

/** Gives a person a password and ends their sessions in every tenant they are a member of; each tenant records it. */
export async function setPersonPassword(
  tx: Tx,
  services: Services,
  person: { id: string; passwordHash: string },
  change: { action: string; requestId: string },
): Promise<(typeof members.$inferSelect)[]> {
  const { id, passwordHash } = person;
  await tx
    .update(people)
    .set({ passwordHash, ...NO_RESET })
    .where(eq(people.id, id));
  const rows = await tx
    .update(members)
    .set({ sessionVersion: sql`${members.sessionVersion} + 1`, updatedAt: services.now() })
    .where(eq(members.personId, id))
    .returning();
  for (const { tenantId, id: memberId, name, role } of rows) {
    const actor = { kind: 'member', id: memberId, name, role } as const;
    await recordChange(
      tx,
      { ...services, tenantId, actor, requestId: change.requestId },
      { action: change.action, target: { kind: 'member', id: memberId, name } },
    );
  }
  return rows;
}
