import { DomainError } from '@tollgate/domain/errors';
import { z } from 'zod';

/** What a list is sorted by: it says how the value of a cursor must look. */
export type SortKind = 'time' | 'number' | 'text';

const Text = z
  .string()
  .max(4_000)
  .refine((text) => !text.includes('\0'));
const VALUES = {
  time: z.iso.datetime(),
  number: z.int32(),
  text: Text,
} satisfies Record<SortKind, z.ZodType<string | number>>;

/** An opaque cursor over the sort value and id of the last row. */
export function encodeCursor(value: string | number, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

/** Reads a cursor of a list sorted so; throws `validation_failed` for anything we did not make. */
export function decodeCursor(cursor: string, kind: SortKind): { value: string | number; id: string } {
  try {
    const [value, id] = z
      .tuple([VALUES[kind], Text])
      .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { value, id };
  } catch (cause) {
    const message = 'is not a cursor of this list';
    throw new DomainError('validation_failed', {
      errors: [{ location: 'page.after', message, fix: 'Take it from meta.page.next.' }],
      cause,
    });
  }
}
