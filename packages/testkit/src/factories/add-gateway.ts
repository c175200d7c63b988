import { gateways } from '@tollgate/db/schema';
import type { Services } from '@tollgate/services/context/ctx';

/** Reports of a gateway that was last seen so long ago, with an empty spool unless said. */
export async function addGateway(
  services: Services,
  name: string,
  values: Partial<typeof gateways.$inferInsert> & { seenMsAgo?: number } = {},
): Promise<void> {
  const { seenMsAgo = 0, ...rest } = values;
  await services.db.system.insert(gateways).values({
    ...{ name, region: 'eu', bootId: 'boot', version: '0.1.0', appliedChange: 0 },
    ...{ spoolSegments: 0, spoolBytes: 0, seenAt: new Date(services.now().getTime() - seenMsAgo) },
    ...rest,
  });
}
