import { randomBytes } from 'node:crypto';
import { type CreatedInvitation, CreateInvitationInput } from '@tollgate/contract/tenants';
import { invitations, members, tenants } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { hashSecret } from '@tollgate/domain/secrets';
import { and, eq, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { toInvitation } from './to-invitation.ts';

const VALID_MS = 7 * 86_400_000;

/** Invites a person by mail. The link works once, for a week, and is also returned to whoever invites. */
export async function createInvitation(ctx: Ctx, input: CreateInvitationInput): Promise<CreatedInvitation> {
  requireRole(ctx, 'admin');
  const { email, role } = parseInput(CreateInvitationInput, input);
  if (role === 'owner') requireRole(ctx, 'owner');
  const secret = randomBytes(24).toString('base64url');
  const url = `${ctx.settings.consoleUrl}/invitation/${secret}`;
  return withTenantTx(ctx, async (tx) => {
    const isMember = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenantId), eq(sql`lower(${members.email})`, email.toLowerCase())));
    if (isMember.length > 0) {
      throw new DomainError('conflict', { errors: [{ location: 'email', message: 'is a member already' }] });
    }
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, ctx.tenantId));
    const [row] = await tx
      .insert(invitations)
      .values({
        tenantId: ctx.tenantId,
        id: newId('invitation'),
        email,
        role,
        tokenHash: hashSecret(secret),
        invitedBy: ctx.actor.kind === 'member' ? ctx.actor.id : null,
        expiresAt: new Date(ctx.now().getTime() + VALID_MS),
        createdAt: ctx.now(),
      })
      .returning();
    if (!row) throw new Error('insert into invitations returned no row');
    const invitation = toInvitation(row);
    await queueMail(tx, ctx, {
      recipient: email,
      subject: `${ctx.actor.name} invites you to ${tenant?.name ?? 'Tollgate'}`,
      body: `You are invited as ${role}. Open this link within a week to join:\n\n${url}\n`,
      readerRole: role === 'owner' ? 'owner' : 'admin',
    });
    await recordChange(tx, ctx, {
      action: 'invitation.created',
      target: { kind: 'invitation', id: invitation.id, name: email },
      after: invitation,
    });
    return { invitation, url };
  });
}
