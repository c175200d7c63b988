const MOST_LINES = 80;

/** A value as indented JSON of at most 80 lines: docs show shapes, and long examples cost every reader. */
export function shortJson(value: unknown): string {
  const lines = (JSON.stringify(value, null, 2) ?? 'null').split('\n');
  if (lines.length <= MOST_LINES) return lines.join('\n');
  return [...lines.slice(0, MOST_LINES), '  …'].join('\n');
}
