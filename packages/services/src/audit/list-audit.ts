import type { Page } from '@tollgate/contract/pages';
import { type AuditEntry, ListAuditInput } from '@tollgate/contract/watch';
import { auditLog } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, gte, lt } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import { contains, equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';

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
  const { filter, ...wanted } = parseInput(ListAuditInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: auditLog,
      sorts: { at: auditLog.at },
      otherwise: '-at',
      where: and(
        equals(auditLog.action, filter.action),
        equals(auditLog.actorId, filter.actorId),
        equals(auditLog.actorKind, filter.actorKind),
        contains(filter.search, auditLog.actorName, auditLog.action, auditLog.targetName),
        equals(auditLog.targetId, filter.targetId),
        equals(auditLog.targetKind, filter.targetKind),
        filter.from ? gte(auditLog.at, new Date(filter.from)) : undefined,
        filter.to ? lt(auditLog.at, new Date(filter.to)) : undefined,
      ),
      select: (where) => tx.select().from(auditLog).where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map(toAuditEntry),
    }),
  );
}
