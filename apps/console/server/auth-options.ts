import 'server-only';
import { signInMember } from '@tollgate/services/sign-in/sign-in-member';
import { sessionOptions } from '@tollgate/web/sign-in/session-options';
import type { NextAuthOptions } from 'next-auth';
import { paths } from '../shell/paths.ts';
import { getConfig } from './config.ts';
import { getServices } from './services.ts';

/** What the signed cookie says; whether it still holds is asked on every request. */
export interface SessionClaims {
  tenantId: string;
  memberId: string;
  sessionVersion: number;
}

/** Settings of next-auth for members. */
export function getAuthOptions(): NextAuthOptions {
  return sessionOptions<SessionClaims>(getConfig(), {
    cookies: {
      session: 'tollgate-console.session',
      csrf: 'tollgate-console.csrf',
      callbackUrl: 'tollgate-console.callback-url',
    },
    path: '/',
    pages: { signIn: paths.signIn(), error: paths.signIn() },
    async signIn(given) {
      const { tenantId, memberId, sessionVersion } = await signInMember(getServices(), given);
      return { id: memberId, claims: { tenantId, memberId, sessionVersion } };
    },
  });
}
