import type { App } from '@tollgate/contract/apps';
import { apiKeys, apps, subscriptions } from '@tollgate/db/schema';
import { sql } from 'drizzle-orm';

type AppRow = typeof apps.$inferSelect & { activeKeyCount: number; subscriptionCount: number };

/** Columns of an app with its counts, for a select over `apps` alone; keys count as active at `now`. */
export const appColumns = (now: Date) => ({
  tenantId: apps.tenantId,
  id: apps.id,
  developerId: apps.developerId,
  name: apps.name,
  description: apps.description,
  deletedAt: apps.deletedAt,
  createdAt: apps.createdAt,
  updatedAt: apps.updatedAt,
  activeKeyCount: sql<number>`(select count(*)::int from ${apiKeys} k where k.tenant_id = ${sql.raw('"apps"."tenant_id"')}
    and k.app_id = ${sql.raw('"apps"."id"')} and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > ${now.toISOString()}::timestamptz))`,
  subscriptionCount: sql<number>`(select count(*)::int from ${subscriptions} s where s.tenant_id = ${sql.raw('"apps"."tenant_id"')}
    and s.app_id = ${sql.raw('"apps"."id"')} and s.status <> 'cancelled')`,
});

/** An app's row as the contract shows it. */
export function toApp(row: AppRow): App {
  return {
    id: row.id,
    developerId: row.developerId,
    name: row.name,
    description: row.description,
    activeKeyCount: row.activeKeyCount,
    subscriptionCount: row.subscriptionCount,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
