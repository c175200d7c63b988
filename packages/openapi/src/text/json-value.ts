export type JsonObject = { readonly [key: string]: unknown };

/** Whether a value is a JSON object (not a list, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property; names like `constructor` never reach the prototype. */
export function ownValue(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a property even when it is called `__proto__`. */
export function setOwn<T>(target: Record<string, T>, key: string, value: T): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The location of a member, as a JSON pointer in a URL fragment. */
export function memberLocation(location: string, key: string | number): string {
  if (typeof key === 'number') return `${location}/${key}`;
  const needsEscape = key.includes('~') || key.includes('/');
  return `${location}/${needsEscape ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key}`;
}
