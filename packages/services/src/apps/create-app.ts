import { type App, CreateAppInput } from '@tollgate/contract/apps';
import { apps, developers } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { and, count, eq, isNull } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { readApp } from './read-app.ts';

/** Apps of one developer that are not deleted, at most. */
const MAX_APPS_PER_DEVELOPER = 100;

/** Makes an app for the developer who acts, or for the one a member names. */
export async function createApp(ctx: Ctx, input: CreateAppInput): Promise<App> {
  const actingId = requireRoleOrDeveloper(ctx, 'editor');
  const { name, description, developerId: named } = parseInput(CreateAppInput, input);
  const developerId = actingId ?? named;
  if (!developerId) {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'developerId', message: 'is needed', fix: 'Name the developer the app is for.' }],
    });
  }
  if (actingId && named && named !== actingId) throw notFound('developer');
  return withTenantTx(ctx, async (tx) => {
    const [developer] = await tx
      .select({ id: developers.id })
      .from(developers)
      .where(and(eq(developers.tenantId, ctx.tenantId), eq(developers.id, developerId)));
    if (!developer) throw notFound('developer');
    const [existing] = await tx
      .select({ apps: count() })
      .from(apps)
      .where(and(eq(apps.tenantId, ctx.tenantId), eq(apps.developerId, developerId), isNull(apps.deletedAt)));
    if ((existing?.apps ?? 0) >= MAX_APPS_PER_DEVELOPER) {
      throw new DomainError('limit_reached', {
        detail: `A developer can have ${MAX_APPS_PER_DEVELOPER} apps. Delete one that is not used any more.`,
      });
    }
    const id = newId('app');
    const at = ctx.now();
    const values = {
      tenantId: ctx.tenantId,
      id,
      developerId,
      name,
      description,
      createdAt: at,
      updatedAt: at,
    };
    await tx.insert(apps).values(values);
    const app = await readApp(tx, ctx, id);
    await recordChange(tx, ctx, { action: 'app.created', target: { kind: 'app', id, name }, after: app });
    return app;
  });
}
