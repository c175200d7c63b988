import 'server-only';
import type { DeveloperSession } from '@tollgate/contract/developers';
import type { Reader } from '@tollgate/services/catalog/reader';
import type { Ctx } from '@tollgate/services/context/ctx';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getPaths, requireTenant } from './address/tenant.ts';
import { getServices } from './services.ts';
import { findCtx, findSession } from './session.ts';

/** The signed-in developer of a page; without one, the reader goes to the sign-in page and comes back after it. */
export async function requireSession(): Promise<DeveloperSession> {
  return (await findSession()) ?? (await goToSignIn());
}

/** The ctx of a page; without a session, the reader goes to the sign-in page and comes back after it. */
export async function requireCtx(): Promise<Ctx> {
  return (await findCtx()) ?? (await goToSignIn());
}

/** Who reads this page of the catalog: the signed-in developer, or a visitor of the tenant's portal. */
export async function getReader(): Promise<Reader> {
  const { id } = await requireTenant();
  return (await findCtx()) ?? { ...getServices(), tenantId: id };
}

async function goToSignIn(): Promise<never> {
  await requireTenant();
  const [paths, all] = await Promise.all([getPaths(), headers()]);
  redirect(paths.signIn({ next: all.get('x-tollgate-path') ?? undefined }));
}
