import 'server-only';
import type { Ctx } from '@tollgate/services/context/ctx';
import { orNotFound } from '@tollgate/web/or-not-found';
import { requireCtx } from './ctx.ts';

/** Reads what a page shows. What is missing, or somebody else's, or no id at all, is the not-found page. */
export async function load<T>(read: (ctx: Ctx) => Promise<T>): Promise<T> {
  const ctx = await requireCtx();
  return orNotFound(() => read(ctx));
}
