import type { App } from '@tollgate/contract/apps';
import type { Tx } from '@tollgate/db/db';
import { apps } from '@tollgate/db/schema';
import { and, eq, isNull } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';
import { appColumns, toApp } from './to-app.ts';

/** The app with its counts; throws `not_found` when it is deleted, of another tenant, or not this developer's. */
export async function readApp(
  tx: Tx,
  scope: { tenantId: string; now: () => Date },
  appId: string,
  developerId?: string,
): Promise<App> {
  const [row] = await tx
    .select(appColumns(scope.now()))
    .from(apps)
    .where(
      and(
        eq(apps.tenantId, scope.tenantId),
        eq(apps.id, appId),
        isNull(apps.deletedAt),
        developerId ? eq(apps.developerId, developerId) : undefined,
      ),
    );
  if (!row) throw notFound('app');
  return toApp(row);
}
