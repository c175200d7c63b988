import { type ApiKey, ListApiKeysInput } from '@tollgate/contract/keys';
import type { Page } from '@tollgate/contract/pages';
import { apiKeys, apps } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, getTableColumns, isNull } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toApiKey } from './to-api-key.ts';

/** Keys with those revoked, newest first: a developer's own, or all of the tenant for a viewer. */
export async function listApiKeys(ctx: Ctx, input: ListApiKeysInput = {}): Promise<Page<ApiKey>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListApiKeysInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: apiKeys,
      sorts: { createdAt: apiKeys.createdAt, name: apiKeys.name },
      otherwise: '-createdAt',
      where: and(
        isNull(apps.deletedAt),
        equals(apps.developerId, developerId),
        equals(apiKeys.appId, filter.appId),
        equals(apiKeys.environment, filter.environment),
      ),
      select: (where) =>
        tx
          .select(getTableColumns(apiKeys))
          .from(apiKeys)
          .innerJoin(apps, and(eq(apps.tenantId, apiKeys.tenantId), eq(apps.id, apiKeys.appId)))
          .where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map((row) => toApiKey(row, ctx.now())),
    }),
  );
}
