/** One value that differs between before and after; undefined where there was or is none. */
export interface ChangedField {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** Every value that differs, by its path; values deep inside are named like `terms.limits.0.requests`. */
export function changedFields(before: unknown, after: unknown): ChangedField[] {
  const old = flatten(before);
  const now = flatten(after);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}

function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    if (entries.length === 0 && path) into.set(path, Array.isArray(value) ? '[]' : '{}');
    for (const [name, inner] of entries) flatten(inner, path ? `${path}.${name}` : name, into);
  } else if (value !== null && value !== undefined) {
    into.set(path || 'value', String(value));
  }
  return into;
}
