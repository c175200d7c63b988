import { DomainError } from '@tollgate/domain/errors';
import type { z } from 'zod';

/** Parses a verb's input; everything that is wrong comes back at once as `validation_failed`. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) {
    requireStorable(result.data, []);
    return result.data;
  }
  throw invalidInput(result.error);
}

/** What zod found wrong as `validation_failed`, field by field. */
export function invalidInput(error: z.ZodError): DomainError {
  return new DomainError('validation_failed', {
    detail: 'Correct the values named below and send it again.',
    errors: error.issues.slice(0, 50).flatMap((issue) => {
      const at = issue.path.join('.');
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
          location: at ? `${at}.${key}` : key,
          message: 'is not a known field',
          fix: 'Remove it or check its spelling.',
        }));
      }
      return [{ location: at, message: issue.message }];
    }),
  });
}

// Postgres stores no zero character; as a search or an e-mail it would end in an error of ours.
function requireStorable(value: unknown, path: string[]): void {
  if (typeof value === 'string' && value.includes('\0')) {
    const message = 'must not contain the zero character';
    throw new DomainError('validation_failed', { errors: [{ location: path.join('.'), message }] });
  }
  if (value === null || typeof value !== 'object') return;
  for (const [key, entry] of Object.entries(value)) requireStorable(entry, [...path, key]);
}
