import 'server-only';
import { DomainError } from '@tollgate/domain/errors';
import { signInDeveloper } from '@tollgate/services/developers/sign-in-developer';
import { sessionOptions } from '@tollgate/web/sign-in/session-options';
import type { NextAuthOptions } from 'next-auth';
import type { PortalPlace } from './address/portal-place.ts';
import { findTenantAt } from './address/tenant.ts';
import { getConfig } from './config.ts';
import { getServices } from './services.ts';

/** What the signed cookie says; whether it still holds is asked on every request. */
export interface SessionClaims {
  tenantId: string;
  developerId: string;
  sessionVersion: number;
}

export const SESSION_COOKIE = 'tollgate-portal.developer';

/** Settings of next-auth for developers of one portal: portals that share a host have a session each, by its path. */
export function getAuthOptions({ tenant, base }: Pick<PortalPlace, 'tenant' | 'base'>): NextAuthOptions {
  return sessionOptions<SessionClaims>(getConfig(), {
    cookies: {
      session: SESSION_COOKIE,
      csrf: 'tollgate-portal.csrf',
      callbackUrl: 'tollgate-portal.callback-url',
    },
    path: sessionPath(base),
    async signIn(given) {
      const { id: tenantId } = (await findTenantAt(tenant)) ?? noPortal();
      const { developerId, sessionVersion } = await signInDeveloper(getServices(), tenantId, given);
      return { id: developerId, claims: { tenantId, developerId, sessionVersion } };
    },
  });
}

/** The path of the session's cookie, by what stands before every path of the portal. */
export function sessionPath(base: string): string {
  return base || '/';
}

function noPortal(): never {
  throw new DomainError('not_found', { detail: 'Open the portal again from the address you were given.' });
}
