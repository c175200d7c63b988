import { DomainError } from '@tollgate/domain/errors';

interface PgError {
  code?: string;
  constraint?: string;
}

function pgErrorOf(error: unknown): PgError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at as PgError;
  }
  return undefined;
}

/** Whether a thrown error is Postgres refusing a second row under a unique index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = pgErrorOf(error);
  return found?.code === '23505' && (constraint === undefined || found.constraint === constraint);
}

/** Runs `work` and turns a unique violation into `conflict` at the named field. */
export async function orConflict<T>(work: () => Promise<T>, location: string, message: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('conflict', { detail: message, errors: [{ location, message }], cause: error });
  }
}
