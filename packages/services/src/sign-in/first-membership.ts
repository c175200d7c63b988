import type { Tx } from '@tollgate/db/db';
import { members, tenants } from '@tollgate/db/schema';
import { asc, eq, sql } from 'drizzle-orm';

/** The membership a person signs in to: the one they chose last, else the oldest. Reads as the system role. */
export async function firstMembership(tx: Pick<Tx, 'select'>, personId: string) {
  const [row] = await tx
    .select({ member: members, tenant: tenants })
    .from(members)
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(eq(members.personId, personId))
    .orderBy(sql`${members.enteredAt} desc nulls last`, asc(members.createdAt))
    .limit(1);
  return row;
}
