import type { Page } from '@tollgate/contract/pages';
import { ListMailsInput, type Mail } from '@tollgate/contract/watch';
import { mails } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { roleIncludes } from '@tollgate/domain/roles';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { pageOrder, pageQuery, toPage } from '../context/read-page.ts';

function toMail(row: typeof mails.$inferSelect): Mail {
  const { id, recipient, subject, body, status, problem, createdAt, sentAt } = row;
  return {
    id,
    recipient,
    subject,
    body,
    status,
    problem,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}

/**
 * The outbox, newest first. Mails hold links that let people in, so only admins read them, and those that make
 * somebody an owner only owners.
 */
export async function listMails(ctx: Ctx, input: ListMailsInput = {}): Promise<Page<Mail>> {
  requireRole(ctx, 'admin');
  const { page, sort, filter } = parseInput(ListMailsInput, input);
  const { actor } = ctx;
  const isAdmin = 'role' in actor && !roleIncludes(actor.role, 'owner');
  const order = pageOrder(sort, '-createdAt', { createdAt: mails.createdAt }, mails.id);
  const { where, orderBy } = pageQuery(order, page.after);
  const rows = await withTenantTx(ctx, (tx) =>
    tx
      .select()
      .from(mails)
      .where(
        and(
          eq(mails.tenantId, ctx.tenantId),
          isAdmin ? eq(mails.readerRole, 'admin') : undefined,
          filter.status ? eq(mails.status, filter.status) : undefined,
          where,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.size + 1),
  );
  return toPage(rows, page.size, (row) => [row.createdAt, row.id], toMail);
}
