import { type Developer, GetDeveloperInput } from '@tollgate/contract/developers';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { readDeveloper } from './to-developer.ts';

/** One developer: themself, or any of the tenant for a viewer. */
export async function getDeveloper(ctx: Ctx, input: GetDeveloperInput): Promise<Developer> {
  const actingId = requireRoleOrDeveloper(ctx, 'viewer');
  const { developerId } = parseInput(GetDeveloperInput, input);
  if (actingId && actingId !== developerId) throw notFound('developer');
  return withTenantTx(ctx, (tx) => readDeveloper(tx, ctx.tenantId, developerId));
}
