import { type Client, ListClientsInput } from '@tollgate/contract/keys';
import type { Page } from '@tollgate/contract/pages';
import { apps, clients } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, getTableColumns, isNull } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toClient } from './to-client.ts';

/** Clients with those revoked, newest first: a developer's own, or all of the tenant for a viewer. */
export async function listClients(ctx: Ctx, input: ListClientsInput = {}): Promise<Page<Client>> {
  const developerId = requireRoleOrDeveloper(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListClientsInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: clients,
      sorts: { createdAt: clients.createdAt, name: clients.name },
      otherwise: '-createdAt',
      where: and(
        isNull(apps.deletedAt),
        equals(apps.developerId, developerId),
        equals(clients.appId, filter.appId),
        equals(clients.environment, filter.environment),
      ),
      select: (where) =>
        tx
          .select(getTableColumns(clients))
          .from(clients)
          .innerJoin(apps, and(eq(apps.tenantId, clients.tenantId), eq(apps.id, clients.appId)))
          .where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map((row) => toClient(row, ctx.now())),
    }),
  );
}
