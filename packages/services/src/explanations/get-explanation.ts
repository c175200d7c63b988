import { GetExplanationInput } from '@tollgate/contract/explain/explanations';
import { explanations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { Explanation } from '@tollgate/domain/explain/explanation';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';

/** Each step of an explained request; throws `not_found`. */
export async function getExplanation(ctx: Ctx, input: GetExplanationInput): Promise<Explanation> {
  requireRole(ctx, 'viewer');
  const { requestId } = parseInput(GetExplanationInput, input);
  return withTenantTx(ctx, async (tx) => {
    const [row] = await tx
      .select({ explanation: explanations.explanation })
      .from(explanations)
      .where(and(eq(explanations.tenantId, ctx.tenantId), eq(explanations.id, requestId)));
    if (!row) throw notFound('explanation');
    return row.explanation;
  });
}
