import type { Tx } from '@tollgate/db/db';
import { apps } from '@tollgate/db/schema';
import { and, eq, isNull } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';

/** The app's row; throws `not_found` when it is deleted, of another tenant, or not this developer's. */
export async function getAppRow(tx: Tx, tenantId: string, appId: string, developerId?: string) {
  const [app] = await tx
    .select()
    .from(apps)
    .where(
      and(
        eq(apps.tenantId, tenantId),
        eq(apps.id, appId),
        isNull(apps.deletedAt),
        developerId ? eq(apps.developerId, developerId) : undefined,
      ),
    );
  if (!app) throw notFound('app');
  return app;
}
