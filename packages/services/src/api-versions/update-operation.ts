import { type Operation, UpdateOperationInput } from '@tollgate/contract/apis';
import type { Tx } from '@tollgate/db/db';
import { operations } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import type { OperationRoute } from '@tollgate/domain/routing/operation-route';
import { findRewriteProblem, templateParameters } from '@tollgate/domain/routing/path-template';
import { findRouteConflict } from '@tollgate/domain/routing/route-order';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { lockApiVersionRow } from './get-api-version.ts';
import { OPERATION_COLUMNS, type OperationRow, toOperation } from './to-operation.ts';

/** Changes what an operation asks of requests besides method and path, and the path its upstream is asked for. */
export async function updateOperation(ctx: Ctx, input: UpdateOperationInput): Promise<Operation> {
  requireRole(ctx, 'editor');
  const { operationId, ...values } = parseInput(UpdateOperationInput, input);
  return withTenantTx(ctx, async (tx) => {
    const before = await lockOperationRow(tx, ctx.tenantId, operationId);
    const { apiVersionId } = before;
    const shown = toOperation(before);
    const route = {
      match: values.match ?? shown.match,
      rewrite: values.rewrite === undefined ? shown.rewrite : values.rewrite,
    };
    checkRewrite(before.path, route.rewrite);
    if (values.match) await checkConflict(tx, ctx.tenantId, apiVersionId, { id: operationId, route });
    const isPlain = route.match.length === 0 && route.rewrite === null;
    await tx
      .update(operations)
      .set({ route: isPlain ? null : route })
      .where(and(eq(operations.tenantId, ctx.tenantId), eq(operations.id, operationId)));
    const after = toOperation({ ...before, route });
    await recordChange(tx, ctx, {
      action: 'operation.updated',
      target: { kind: 'operation', id: operationId, name: `${before.method} ${before.path}` },
      before: shown,
      after,
      feed: [{ kind: 'api_version', id: apiVersionId }],
    });
    return after;
  });
}

// Its version is locked too: routes are held against those of their neighbours.
async function lockOperationRow(tx: Tx, tenantId: string, id: string): Promise<OperationRow> {
  const read = () =>
    tx
      .select(OPERATION_COLUMNS)
      .from(operations)
      .where(and(eq(operations.tenantId, tenantId), eq(operations.id, id)));
  const [found] = await read();
  if (!found) throw notFound('operation');
  await lockApiVersionRow(tx, tenantId, found.apiVersionId);
  const [row] = await read();
  return row ?? found;
}

function checkRewrite(path: string, rewrite: string | null): void {
  const message = rewrite === null ? null : findRewriteProblem(rewrite, templateParameters(path));
  if (message === null) return;
  throw new DomainError('validation_failed', { errors: [{ location: 'rewrite', message }] });
}

async function checkConflict(
  tx: Tx,
  tenantId: string,
  apiVersionId: string,
  changed: { id: string; route: OperationRoute },
): Promise<void> {
  const rows = await tx
    .select(OPERATION_COLUMNS)
    .from(operations)
    .where(and(eq(operations.tenantId, tenantId), eq(operations.apiVersionId, apiVersionId)))
    .orderBy(operations.position);
  const conflict = findRouteConflict(
    rows.map(({ id, operationId, method, path, route }) => ({
      ...{ operationId, method, template: path },
      match: id === changed.id ? changed.route.match : route?.match,
    })),
  );
  if (conflict === null) return;
  const fix = 'Ask for one condition more, or for another value.';
  throw new DomainError('conflict', {
    detail: `${conflict}. ${fix}`,
    errors: [{ location: 'match', message: conflict, fix }],
  });
}
