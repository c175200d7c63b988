import type { Page } from '@tollgate/contract/pages';
import { ListMailsInput, type Mail } from '@tollgate/contract/watch';
import { mails } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { roleIncludes } from '@tollgate/domain/roles';
import { and, ne } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';

const WITHHELD = 'This mail holds a link to a new password. Only its recipient reads it.';

function toMail(row: typeof mails.$inferSelect): Mail {
  const { id, recipient, subject, body, status, problem, createdAt, sentAt, readerRole } = row;
  return {
    id,
    recipient,
    subject,
    body: readerRole === 'nobody' ? WITHHELD : body,
    status,
    problem,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}

/**
 * The outbox, newest first. Mails hold links that let people in, so only admins read them, and those that make
 * somebody an owner only owners. Links to a new password nobody reads.
 */
export async function listMails(ctx: Ctx, input: ListMailsInput = {}): Promise<Page<Mail>> {
  requireRole(ctx, 'admin');
  const { filter, ...wanted } = parseInput(ListMailsInput, input);
  const { actor } = ctx;
  const isAdmin = 'role' in actor && !roleIncludes(actor.role, 'owner');
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: mails,
      sorts: { createdAt: mails.createdAt },
      otherwise: '-createdAt',
      where: and(isAdmin ? ne(mails.readerRole, 'owner') : undefined, equals(mails.status, filter.status)),
      select: (where) => tx.select().from(mails).where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map(toMail),
    }),
  );
}
