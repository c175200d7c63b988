import { type App, GetAppInput } from '@tollgate/contract/apps';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readApp } from './read-app.ts';

/** One app: a developer's own, or any of the tenant for a viewer. */
export async function getApp(ctx: Ctx, input: GetAppInput): Promise<App> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { appId } = parseInput(GetAppInput, input);
  return withTenantTx(ctx, (tx) => readApp(tx, ctx, appId, developerId));
}
