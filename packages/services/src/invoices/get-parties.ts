import type { Tx } from '@tollgate/db/db';
import { apps, subscriptions } from '@tollgate/db/schema';
import { and, eq } from 'drizzle-orm';
import { notFound } from '../context/not-found.ts';
import { type Parties, readParties } from './read-parties.ts';

/** One subscription with its parties; throws `not_found`, also when it is not this developer's. */
export async function getParties(
  tx: Tx,
  tenantId: string,
  subscriptionId: string,
  developerId?: string,
): Promise<Parties> {
  const [parties] = await readParties(
    tx,
    and(
      eq(subscriptions.tenantId, tenantId),
      eq(subscriptions.id, subscriptionId),
      developerId ? eq(apps.developerId, developerId) : undefined,
    ),
  );
  if (!parties) throw notFound('subscription');
  return parties;
}
