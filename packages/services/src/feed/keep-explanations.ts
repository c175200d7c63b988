import { explanations, tenants } from '@tollgate/db/schema';
import { type Explanation, KEPT_EXPLANATIONS } from '@tollgate/domain/explain/explanation';
import { and, desc, eq, inArray, notInArray } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';

/** Keeps what a gateway explained, the newest of each tenant; what is there or is nobody's changes nothing. */
export async function keepExplanations(services: Services, told: readonly Explanation[]): Promise<void> {
  if (told.length === 0) return;
  const { system } = services.db;
  const wanted = [...new Set(told.map(({ tenantId }) => tenantId))];
  const known = await system.select({ id: tenants.id }).from(tenants).where(inArray(tenants.id, wanted));
  for (const { id: tenantId } of known) {
    const rows = told
      .filter((explanation) => explanation.tenantId === tenantId)
      .map((explanation) => ({
        tenantId,
        id: explanation.requestId,
        at: new Date(explanation.startedAt),
        explanation,
      }));
    await system.insert(explanations).values(rows).onConflictDoNothing();
    const newest = system
      .select({ id: explanations.id })
      .from(explanations)
      .where(eq(explanations.tenantId, tenantId))
      .orderBy(desc(explanations.at), desc(explanations.id))
      .limit(KEPT_EXPLANATIONS);
    await system
      .delete(explanations)
      .where(and(eq(explanations.tenantId, tenantId), notInArray(explanations.id, newest)));
  }
}
