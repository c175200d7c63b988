import 'server-only';
import type { Reader } from '@tollgate/services/catalog/reader';
import type { Ctx } from '@tollgate/services/context/ctx';
import { orNotFound } from '@tollgate/web/or-not-found';
import { getReader, requireCtx } from './ctx.ts';

/** Reads what a signed-in page shows. What is missing, or somebody else's, or no id at all, is the not-found page. */
export async function load<T>(read: (ctx: Ctx) => Promise<T>): Promise<T> {
  const ctx = await requireCtx();
  return orNotFound(() => read(ctx));
}

/** Reads what a page of the catalog shows to its reader, signed in or not. */
export async function loadPublic<T>(read: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = await getReader();
  return orNotFound(() => read(reader));
}
