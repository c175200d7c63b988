/** A text searched for as an `ilike` pattern that matches it anywhere, its own wildcards taken literally. */
export function likePattern(search: string | undefined): string | undefined {
  const text = search?.trim();
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : undefined;
}
