import 'server-only';
import { isDomainError } from '@tollgate/domain/errors';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { clientAddress } from '@tollgate/services/context/client-address';
import { signInMember } from '@tollgate/services/sign-in/sign-in-member';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { paths } from '../shell/paths.ts';
import { getConfig } from './config.ts';
import { getServices } from './services.ts';

/** What the signed cookie says; whether it still holds is asked on every request. */
export interface SessionClaims {
  tenantId: string;
  memberId: string;
  sessionVersion: number;
}

const MAX_AGE_SECONDS = 7 * 86_400;

/** Settings of next-auth: e-mail and password, a signed cookie, names of our own beside those of the portal. */
export function getAuthOptions(): NextAuthOptions {
  const { authSecret, isSecure } = getConfig();
  const cookie = (name: string) => ({
    name: `tollgate-console.${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure },
  });
  return {
    secret: authSecret,
    session: { strategy: 'jwt', maxAge: MAX_AGE_SECONDS },
    pages: { signIn: paths.signIn(), error: paths.signIn() },
    cookies: {
      sessionToken: cookie('session'),
      csrfToken: cookie('csrf'),
      callbackUrl: cookie('callback-url'),
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: (credentials, request) =>
          authorize(credentials?.email, credentials?.password, request.headers ?? {}),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, claims: (user as { claims?: unknown }).claims } : token),
      session: ({ session, token }) => ({ ...session, claims: token.claims }),
    },
  };
}

async function authorize(email = '', password = '', headers: Record<string, unknown>) {
  try {
    const member = await signInMember(getServices(), {
      email,
      password,
      address: clientAddress(headers['x-forwarded-for']),
    });
    const { tenantId, memberId, sessionVersion } = member;
    return { id: memberId, claims: { tenantId, memberId, sessionVersion } satisfies SessionClaims };
  } catch (error) {
    if (!isDomainError(error)) throw new Error('Signing in does not work right now. Try again in a moment.');
    throw new Error([`${PROBLEMS[error.code].title}.`, error.detail].filter(Boolean).join(' '));
  }
}
