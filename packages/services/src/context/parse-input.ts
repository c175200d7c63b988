import { DomainError } from '@tollgate/domain/errors';
import type { z } from 'zod';

/** Parses a verb's input; everything that is wrong comes back at once as `validation_failed`. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new DomainError('validation_failed', {
    detail: 'Correct the values named below and send it again.',
    errors: result.error.issues.slice(0, 50).flatMap((issue) => {
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
