import { z } from 'zod';

/** RFC 3339 in UTC, within what every store can hold. */
export const Timestamp = z.iso
  .datetime('must be a time such as 2026-01-31T12:00:00Z')
  .refine((text) => text >= '1970' && text < '2100', 'must be between 1970 and 2100');
/** An amount in the currency's minor unit: an integer as text, so that no size loses digits. */
export const AmountMinor = z.string().regex(/^-?\d+$/);
export const Email = z
  .string()
  .trim()
  .max(254, 'must be at most 254 characters')
  .pipe(z.email('must be an e-mail address such as ada@example.com'));
export const Password = z
  .string()
  .min(12, 'must be at least 12 characters')
  .max(200, 'must be at most 200 characters');
/** Longer text people write; line breaks allowed, other control characters and marks that reorder it not. */
export const proseSchema = (max: number) =>
  z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !/[[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]--[\n\r\t]]/v.test(text), {
      message: 'must not contain control characters',
    });
