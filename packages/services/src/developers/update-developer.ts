import { type Developer, UpdateDeveloperInput } from '@tollgate/contract/developers';
import type { Tx } from '@tollgate/db/db';
import { apps, developers, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq, ne, sql } from 'drizzle-orm';
import { requireRole, requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { hashPassword, verifyPassword } from '../sign-in/password.ts';
import { readDeveloper } from './to-developer.ts';

/**
 * Changes a developer. A new password and a block end every session made before; a block also stops the traffic of
 * their apps within a second, until they are unblocked.
 */
export async function updateDeveloper(ctx: Ctx, input: UpdateDeveloperInput): Promise<Developer> {
  const actingId = requireRoleOrDeveloper(ctx, 'editor');
  const { developerId, name, status, password } = parseInput(UpdateDeveloperInput, input);
  if (actingId && actingId !== developerId) throw notFound('developer');
  if (status) requireRole(ctx, 'editor');
  if (password && !actingId) {
    throw new DomainError('forbidden', { detail: 'Only developers themselves change their password.' });
  }
  return withTenantTx(ctx, async (tx) => {
    const before = await readDeveloper(tx, ctx.tenantId, developerId);
    const passwordHash = password && (await newPasswordHash(tx, ctx.tenantId, developerId, password));
    const endsSessions = passwordHash !== undefined || (status === 'blocked' && before.status !== 'blocked');
    await tx
      .update(developers)
      .set({
        ...(name !== undefined && { name }),
        ...(status !== undefined && { status }),
        ...(passwordHash !== undefined && { passwordHash }),
        ...(endsSessions && { sessionVersion: sql`${developers.sessionVersion} + 1` }),
        updatedAt: ctx.now(),
      })
      .where(and(eq(developers.tenantId, ctx.tenantId), eq(developers.id, developerId)));
    const after = await readDeveloper(tx, ctx.tenantId, developerId);
    await recordChange(tx, ctx, {
      action: password ? 'developer.password_changed' : 'developer.updated',
      target: { kind: 'developer', id: developerId, name: after.email },
      before,
      after,
      feed: after.status === before.status ? [] : await readSubscriptions(tx, ctx.tenantId, developerId),
    });
    return after;
  });
}

/** What gateways read again when a developer is blocked or let in: a block suspends each subscription there. */
async function readSubscriptions(tx: Tx, tenantId: string, developerId: string) {
  const rows = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .innerJoin(apps, and(eq(apps.tenantId, subscriptions.tenantId), eq(apps.id, subscriptions.appId)))
    .where(
      and(
        eq(subscriptions.tenantId, tenantId),
        eq(apps.developerId, developerId),
        ne(subscriptions.status, 'cancelled'),
      ),
    );
  return rows.map(({ id }) => ({ kind: 'subscription' as const, id }));
}

async function newPasswordHash(
  tx: Tx,
  tenantId: string,
  developerId: string,
  password: { current: string; next: string },
): Promise<string> {
  const [row] = await tx
    .select({ passwordHash: developers.passwordHash })
    .from(developers)
    .where(and(eq(developers.tenantId, tenantId), eq(developers.id, developerId)));
  if (!(await verifyPassword(row?.passwordHash, password.current))) {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'password.current', message: 'is not your password' }],
    });
  }
  return hashPassword(password.next);
}
