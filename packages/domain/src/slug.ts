import { z } from 'zod';

/** A short name used in addresses: lower-case letters, digits and hyphens. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, 'must be 1 to 48 lower-case letters, digits or hyphens');

// Control and format characters, and unpaired surrogates: they hide or reorder what a reader sees.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
// Families, flags and the like are joined by format characters that are harmless inside them.
const EMOJI = /\p{RGI_Emoji}/gv;

/** A name people give to things: 1 to `max` characters, emoji welcome, no control or direction characters. */
export function nameSchema(max = 100) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`)
    .refine(
      (text) => !HIDDEN.test(text.replace(EMOJI, '')),
      'must not contain control or invisible characters',
    );
}

/** A slug made from a name; `fallback` when nothing of it can be kept. */
export function slugFrom(name: string, fallback = 'item'): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '');
  return plain || fallback;
}
