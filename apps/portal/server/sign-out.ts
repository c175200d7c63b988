'use server';

import { cookies } from 'next/headers';
import { commandAction } from './action.ts';
import { getPaths } from './address/tenant.ts';
import { SESSION_COOKIE, sessionPath } from './auth-options.ts';

/** Ends this browser's session at this portal, and at no other. */
export const signOut = commandAction(async () => {
  const { base } = await getPaths();
  (await cookies()).delete({ name: SESSION_COOKIE, path: sessionPath(base) });
});
