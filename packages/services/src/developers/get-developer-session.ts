import type { DeveloperSession } from '@tollgate/contract/developers';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { Services } from '../context/ctx.ts';
import { findDeveloperSession } from './find-developer-session.ts';

/** The session as it is now; undefined when the developer is gone, blocked, or something ended their sessions. */
export async function getDeveloperSession(
  services: Services,
  claims: { tenantId: string; developerId: string; sessionVersion: number },
): Promise<DeveloperSession | undefined> {
  const { tenantId } = claims;
  return withTenantTx({ db: services.db, tenantId }, (tx) => findDeveloperSession(tx, tenantId, claims));
}
