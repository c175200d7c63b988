import 'server-only';
import { isDomainError } from '@tollgate/domain/errors';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { clientAddress } from '@tollgate/services/context/client-address';
import type { CookieOption, NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import type { WebConfig } from '../config.ts';

const MAX_AGE_SECONDS = 7 * 86_400;

/** What differs between the sessions of the two apps. */
export interface SessionKind<Claims extends object> {
  /** Names of cookies, so that the apps can share a host. */
  cookies: Record<'session' | 'csrf' | 'callbackUrl', string>;
  /** The part of the host that the session is for. */
  path: string;
  pages?: { signIn: string; error: string };
  /** Checks who it is and gives what the signed cookie says; throws DomainError for who may not. */
  signIn(given: {
    email: string;
    password: string;
    address: string;
  }): Promise<{ id: string; claims: Claims }>;
}

/** Settings of next-auth: e-mail and password, and a signed cookie of a week. */
export function sessionOptions<Claims extends object>(
  { authSecret, isSecure }: WebConfig,
  { cookies, path, pages, signIn }: SessionKind<Claims>,
): NextAuthOptions {
  const cookie = (name: string, cookiePath = '/'): CookieOption => ({
    name,
    options: { httpOnly: true, sameSite: 'lax', path: cookiePath, secure: isSecure },
  });
  return {
    secret: authSecret,
    session: { strategy: 'jwt', maxAge: MAX_AGE_SECONDS },
    ...(pages ? { pages } : {}),
    cookies: {
      sessionToken: cookie(cookies.session, path),
      csrfToken: cookie(cookies.csrf),
      callbackUrl: cookie(cookies.callbackUrl),
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: async (given, request) => {
          const address = clientAddress(request.headers?.['x-forwarded-for']);
          try {
            return await signIn({ email: given?.email ?? '', password: given?.password ?? '', address });
          } catch (error) {
            throw new Error(sentenceOf(error));
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, claims: (user as { claims?: unknown }).claims } : token),
      session: ({ session, token }) => ({ ...session, claims: token.claims }),
    },
  };
}

function sentenceOf(error: unknown): string {
  if (!isDomainError(error)) return 'Signing in does not work right now. Try again in a moment.';
  return [`${PROBLEMS[error.code].title}.`, error.detail].filter(Boolean).join(' ');
}
