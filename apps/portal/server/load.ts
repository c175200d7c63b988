import 'server-only';
import { DomainError, isDomainError } from '@tollgate/domain/errors';
import type { Reader } from '@tollgate/services/catalog/reader';
import type { Ctx } from '@tollgate/services/context/ctx';
import { notFound } from 'next/navigation';
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

async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isDomainError(error, 'not_found') || isDomainError(error, 'validation_failed')) notFound();
    // Next hides messages of server errors from the browser, but passes the digest on: error.tsx reads the code.
    if (error instanceof DomainError) throw Object.assign(error, { digest: error.code });
    throw error;
  }
}
