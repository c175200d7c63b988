import { type ExplanationSummary, ListExplanationsInput } from '@tollgate/contract/explain/explanations';
import type { Page } from '@tollgate/contract/pages';
import { explanations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';

/** The tenant's explained requests without their steps, newest first. */
export async function listExplanations(
  ctx: Ctx,
  input: ListExplanationsInput = {},
): Promise<Page<ExplanationSummary>> {
  requireRole(ctx, 'viewer');
  const wanted = parseInput(ListExplanationsInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: explanations,
      sorts: { at: explanations.at },
      otherwise: '-at',
      select: (where) => tx.select().from(explanations).where(where),
      rowOf: (row) => row,
      show: (rows) =>
        rows.map(({ explanation }) => {
          const { requestId, apiVersionId, method, path, status, problem, startedAt, durationUs } =
            explanation;
          return { requestId, apiVersionId, method, path, status, problem, startedAt, durationUs };
        }),
    }),
  );
}
