const prefix = '#/components/schemas/';

/** The reference to a named schema. */
export function schemaRef(name: string): string {
  return prefix + name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The name in a reference written by schemaRef, or undefined for any other text. */
export function schemaNameOf(ref: unknown): string | undefined {
  if (typeof ref !== 'string' || !ref.startsWith(prefix)) return undefined;
  return ref.slice(prefix.length).replaceAll('~1', '/').replaceAll('~0', '~');
}
