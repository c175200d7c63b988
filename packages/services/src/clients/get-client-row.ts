import type { Tx } from '@tollgate/db/db';
import { clients } from '@tollgate/db/schema';
import { and, eq } from 'drizzle-orm';
import { getAppRow } from '../apps/get-app-row.ts';
import { notFound } from '../context/not-found.ts';

/** The client's row, locked; throws `not_found` when it is of another tenant, of a deleted app, or not this developer's. */
export async function getClientRow(tx: Tx, tenantId: string, clientId: string, developerId?: string) {
  const [client] = await tx
    .select()
    .from(clients)
    .where(and(eq(clients.tenantId, tenantId), eq(clients.id, clientId)))
    .for('update');
  if (!client) throw notFound('client');
  await getAppRow(tx, tenantId, client.appId, developerId);
  return client;
}
