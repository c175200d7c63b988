import 'server-only';
import type { DeveloperSession } from '@tollgate/contract/developers';
import { newId } from '@tollgate/domain/ids';
import type { Ctx } from '@tollgate/services/context/ctx';
import { getDeveloperSession } from '@tollgate/services/developers/get-developer-session';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { findTenant, getPlace } from './address/tenant.ts';
import { getAuthOptions, type SessionClaims } from './auth-options.ts';
import { getServices } from './services.ts';

/** The developer behind this request, as the database knows them now; undefined without a session that holds here. */
export const findSession = cache(async (): Promise<DeveloperSession | undefined> => {
  const session = await getServerSession(getAuthOptions(await getPlace()));
  const claims = (session as { claims?: SessionClaims } | null)?.claims;
  if (!claims) return undefined;
  const tenant = await findTenant();
  // A session at one tenant's portal is worth nothing at another's, also when they share a host.
  return tenant?.id === claims.tenantId ? getDeveloperSession(getServices(), claims) : undefined;
});

/** What verbs get for this request; undefined without a session that holds here. */
export const findCtx = cache(async (): Promise<Ctx | undefined> => {
  const session = await findSession();
  if (!session) return undefined;
  const { developerId, name, tenantId } = session;
  return {
    ...getServices(),
    tenantId,
    actor: { kind: 'developer', id: developerId, name },
    requestId: newId('request'),
  };
});
