import type { Page } from '@tollgate/contract/pages';
import { type AuditEntry, ListAuditInput } from '@tollgate/contract/watch';
import { auditLog } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, gte, lt } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';

function toAuditEntry(row: typeof auditLog.$inferSelect): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId, name: row.targetName },
    before: row.before,
    after: row.after,
    requestId: row.requestId,
    changeNumber: row.changeNumber,
  };
}

/** Who changed what, newest first unless sorted otherwise. */
export async function listAudit(ctx: Ctx, input: ListAuditInput = {}): Promise<Page<AuditEntry>> {
  requireRole(ctx, 'viewer');
  const { page, sort, filter } = parseInput(ListAuditInput, input);
  const { where, orderBy } = pageQuery(pageOrder(sort, '-at', { at: auditLog.at }, auditLog.id), page.after);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(
        and(
          eq(auditLog.tenantId, ctx.tenantId),
          filter.action ? eq(auditLog.action, filter.action) : undefined,
          filter.actorId ? eq(auditLog.actorId, filter.actorId) : undefined,
          filter.targetId ? eq(auditLog.targetId, filter.targetId) : undefined,
          filter.targetKind ? eq(auditLog.targetKind, filter.targetKind) : undefined,
          filter.from ? gte(auditLog.at, new Date(filter.from)) : undefined,
          filter.to ? lt(auditLog.at, new Date(filter.to)) : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  return toPage(rows, page.size, (row) => [row.at, row.id], toAuditEntry);
}
