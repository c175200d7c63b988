import type { Tx } from '@tollgate/db/db';
import { apiKeys } from '@tollgate/db/schema';
import { and, eq } from 'drizzle-orm';
import { getAppRow } from '../apps/get-app-row.ts';
import { notFound } from '../context/not-found.ts';

/** The key's row; throws `not_found` when it is of another tenant, of a deleted app, or not this developer's. */
export async function getKeyRow(tx: Tx, tenantId: string, keyId: string, developerId?: string) {
  const [key] = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, keyId)))
    .for('update');
  if (!key) throw notFound('key');
  await getAppRow(tx, tenantId, key.appId, developerId);
  return key;
}
