import 'server-only';
import { cookies } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { getAuthOptions, type SessionClaims } from './auth-options.ts';

/** Gives this browser a session with other claims, as signing in would: after a new password, or in another tenant. */
export async function renewSession({ tenantId, memberId, sessionVersion }: SessionClaims): Promise<void> {
  const { secret = '', session, cookies: names } = getAuthOptions();
  const cookie = names?.sessionToken;
  if (!cookie || !session?.maxAge) throw new Error('the settings of next-auth name no session');
  const { maxAge } = session;
  const claims: SessionClaims = { tenantId, memberId, sessionVersion };
  const value = await encode({ secret, maxAge, token: { sub: memberId, claims } });
  (await cookies()).set(cookie.name, value, { ...cookie.options, maxAge });
}
