/** `ip-restriction` as `IpRestriction`. */
export function toPascal(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `ip-restriction` as `ipRestriction`. */
export function toCamel(name: string): string {
  const pascal = toPascal(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `ip-restriction` as `Ip restriction`. */
export function toTitle(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `policies` as `policy`, `keys` as `key`. */
export function toSingular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}

/** Throws unless the name is kebab-case. */
export function requireKebab(name: string | undefined, what: string): string {
  if (name && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return name;
  throw new Error(`${what} must be kebab-case, like ip-restriction; got ${name ?? 'nothing'}.`);
}
