import 'server-only';
import { isDomainError } from '@tollgate/domain/errors';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { clientAddress } from '@tollgate/services/context/client-address';
import { signInDeveloper } from '@tollgate/services/developers/sign-in-developer';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { findTenantAt } from './address/tenant.ts';
import { getConfig } from './config.ts';
import { getServices } from './services.ts';

/** What the signed cookie says; whether it still holds is asked on every request. */
export interface SessionClaims {
  tenantId: string;
  developerId: string;
  sessionVersion: number;
}

const MAX_AGE_SECONDS = 7 * 86_400;

/** Settings of next-auth: e-mail and password, a signed cookie, names of our own beside those of the console. */
export function getAuthOptions(): NextAuthOptions {
  const { authSecret, isSecure } = getConfig();
  const cookie = (name: string) => ({
    name: `tollgate-portal.${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure },
  });
  return {
    secret: authSecret,
    session: { strategy: 'jwt', maxAge: MAX_AGE_SECONDS },
    cookies: {
      sessionToken: cookie('session'),
      csrfToken: cookie('csrf'),
      callbackUrl: cookie('callback-url'),
    },
    providers: [
      Credentials({
        credentials: { place: {}, email: {}, password: {} },
        authorize: (credentials, request) =>
          authorize(
            credentials?.place,
            credentials?.email,
            credentials?.password,
            clientAddress(request.headers?.['x-forwarded-for']),
          ),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, claims: (user as { claims?: unknown }).claims } : token),
      session: ({ session, token }) => ({ ...session, claims: token.claims }),
    },
  };
}

async function authorize(place = '', email = '', password = '', address = '') {
  try {
    const tenant = await findTenantAt(place);
    if (!tenant) throw new Error('There is no such portal. Open it again from the address you were given.');
    const developer = await signInDeveloper(getServices(), tenant.id, { email, password, address });
    const { tenantId, developerId, sessionVersion } = developer;
    return { id: developerId, claims: { tenantId, developerId, sessionVersion } satisfies SessionClaims };
  } catch (error) {
    if (!isDomainError(error)) throw new Error('Signing in does not work right now. Try again in a moment.');
    throw new Error([`${PROBLEMS[error.code].title}.`, error.detail].filter(Boolean).join(' '));
  }
}
