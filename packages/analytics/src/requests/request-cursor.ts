import { DomainError } from '@tollgate/domain/errors';
import { z } from 'zod';

const Cursor = z.tuple([z.int(), z.uuid()]);

/** Opaque text for the place after a row in a list of requests. */
export function encodeRequestCursor(row: { timeUs: number; id: string }): string {
  return Buffer.from(JSON.stringify([row.timeUs, row.id])).toString('base64url');
}

/** Reads a cursor; throws `validation_failed` for text that is none. */
export function decodeRequestCursor(text: string): { timeUs: number; id: string } {
  try {
    const [timeUs, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { timeUs, id };
  } catch (cause) {
    const message = 'is not a cursor of this list';
    throw new DomainError('validation_failed', { errors: [{ location: 'after', message }], cause });
  }
}
