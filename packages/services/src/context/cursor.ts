import { DomainError } from '@tollgate/domain/errors';

/** An opaque cursor over the sort values of the last row. */
export function encodeCursor(values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a cursor of `length` values; throws `validation_failed` for anything we did not make. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length && values.every(isCursorValue)) return values;
  } catch {
    // Falls through to the one answer for every unreadable cursor.
  }
  throw new DomainError('validation_failed', {
    errors: [
      {
        location: 'page.after',
        message: 'is not a cursor of this list',
        fix: 'Take it from meta.page.next.',
      },
    ],
  });
}

function isCursorValue(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
