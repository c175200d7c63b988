import type { ReactNode } from 'react';
import { requireSession } from '../../../../server/ctx.ts';

/** Asks for the session before anything is sent, so that the way to the sign-in is a real redirect. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  await requireSession();
  return children;
}
