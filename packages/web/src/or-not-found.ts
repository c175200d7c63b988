import 'server-only';
import { DomainError, isDomainError } from '@tollgate/domain/errors';
import { notFound } from 'next/navigation';

/** Reads what a page shows. What is missing, or somebody else's, or no id at all, is the not-found page. */
export async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isDomainError(error, 'not_found') || isDomainError(error, 'validation_failed')) notFound();
    // Next hides messages of server errors from the browser, but passes the digest on: error.tsx reads the code.
    if (error instanceof DomainError) throw Object.assign(error, { digest: error.code });
    throw error;
  }
}
