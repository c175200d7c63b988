import { DomainError } from '@tollgate/domain/errors';

/** The answer for what does not exist and for what belongs to somebody else: nobody can tell them apart. */
export function notFound(kind: string): DomainError {
  return new DomainError('not_found', { detail: `There is no such ${kind}, or it is not yours.` });
}
