import { DeleteAppInput } from '@tollgate/contract/apps';
import { apiKeys, apps, clientCertificates, clients, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { readApp } from './read-app.ts';

/** Deletes an app: revokes its keys, clients and certificates, and cancels its subscriptions. Usage and invoices stay. */
export async function deleteApp(ctx: Ctx, input: DeleteAppInput): Promise<void> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { appId } = parseInput(DeleteAppInput, input);
  await withTenantTx(ctx, async (tx) => {
    const before = await readApp(tx, ctx, appId, developerId);
    const at = ctx.now();
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: at, updatedAt: at })
      .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.appId, appId), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    const ended = await tx
      .update(clients)
      .set({ revokedAt: at, updatedAt: at })
      .where(and(eq(clients.tenantId, ctx.tenantId), eq(clients.appId, appId), isNull(clients.revokedAt)))
      .returning({ id: clients.id });
    const certificates = await tx
      .update(clientCertificates)
      .set({ revokedAt: at, updatedAt: at })
      .where(
        and(
          eq(clientCertificates.tenantId, ctx.tenantId),
          eq(clientCertificates.appId, appId),
          isNull(clientCertificates.revokedAt),
        ),
      )
      .returning({ id: clientCertificates.id });
    const cancelled = await tx
      .update(subscriptions)
      .set({ status: 'cancelled', cancelledAt: at, updatedAt: at })
      .where(
        and(
          eq(subscriptions.tenantId, ctx.tenantId),
          eq(subscriptions.appId, appId),
          ne(subscriptions.status, 'cancelled'),
        ),
      )
      .returning({ id: subscriptions.id });
    await tx
      .update(apps)
      .set({ deletedAt: at, updatedAt: at })
      .where(and(eq(apps.tenantId, ctx.tenantId), eq(apps.id, appId)));
    await recordChange(tx, ctx, {
      action: 'app.deleted',
      target: { kind: 'app', id: appId, name: before.name },
      before,
      after: {
        revokedKeys: revoked.map(({ id }) => id),
        revokedClients: ended.map(({ id }) => id),
        revokedCertificates: certificates.map(({ id }) => id),
        cancelledSubscriptions: cancelled.map(({ id }) => id),
      },
      feed: [
        ...revoked.map(({ id }) => ({ kind: 'key' as const, id })),
        ...ended.map(({ id }) => ({ kind: 'client' as const, id })),
        ...certificates.map(({ id }) => ({ kind: 'certificate' as const, id })),
        ...cancelled.map(({ id }) => ({ kind: 'subscription' as const, id })),
      ],
    });
  });
}
