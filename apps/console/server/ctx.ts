import 'server-only';
import type { MemberSession } from '@tollgate/contract/sign-in';
import type { Ctx } from '@tollgate/services/context/ctx';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { paths } from '../shell/paths.ts';
import { findCtx, findSession } from './session.ts';

/** The signed-in member of a page; without one, the reader goes to the sign-in page and comes back after it. */
export async function requireSession(): Promise<MemberSession> {
  return (await findSession()) ?? (await goToSignIn());
}

/** The ctx of a page; without a session, the reader goes to the sign-in page and comes back after it. */
export async function requireCtx(): Promise<Ctx> {
  return (await findCtx()) ?? (await goToSignIn());
}

async function goToSignIn(): Promise<never> {
  const at = (await headers()).get('x-tollgate-path') ?? undefined;
  redirect(paths.signIn({ next: at === paths.overview() ? undefined : at }));
}
