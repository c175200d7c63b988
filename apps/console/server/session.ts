import 'server-only';
import type { MemberSession } from '@tollgate/contract/sign-in';
import { newId } from '@tollgate/domain/ids';
import type { Ctx } from '@tollgate/services/context/ctx';
import { getMemberSession } from '@tollgate/services/sign-in/get-member-session';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { getAuthOptions, type SessionClaims } from './auth-options.ts';
import { getServices } from './services.ts';

/** The member behind this request, as the database knows them now; undefined without a session that holds. */
export const findSession = cache(async (): Promise<MemberSession | undefined> => {
  const session = await getServerSession(getAuthOptions());
  const claims = (session as { claims?: SessionClaims } | null)?.claims;
  return claims ? getMemberSession(getServices(), claims) : undefined;
});

/** What verbs get for this request; undefined without a session that holds. */
export const findCtx = cache(async (): Promise<Ctx | undefined> => {
  const session = await findSession();
  if (!session) return undefined;
  const { memberId, name, role, tenantId } = session;
  return {
    ...getServices(),
    tenantId,
    actor: { kind: 'member', id: memberId, name, role },
    requestId: newId('request'),
  };
});
