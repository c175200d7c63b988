import { type App, UpdateAppInput } from '@tollgate/contract/apps';
import { apps } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { readApp } from './read-app.ts';

/** Changes an app's name and description. */
export async function updateApp(ctx: Ctx, input: UpdateAppInput): Promise<App> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { appId, ...changes } = parseInput(UpdateAppInput, input);
  return withTenantTx(ctx, async (tx) => {
    const before = await readApp(tx, ctx, appId, developerId);
    await tx
      .update(apps)
      .set({ ...changes, updatedAt: ctx.now() })
      .where(and(eq(apps.tenantId, ctx.tenantId), eq(apps.id, appId)));
    const after = await readApp(tx, ctx, appId);
    await recordChange(tx, ctx, {
      action: 'app.updated',
      target: { kind: 'app', id: appId, name: after.name },
      before,
      after,
    });
    return after;
  });
}
