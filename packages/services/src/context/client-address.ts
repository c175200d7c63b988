/** Where a request comes from, by `X-Forwarded-For`: what the nearest proxy saw. Entries before it are the client's own words. */
export function clientAddress(forwarded: unknown): string {
  return typeof forwarded === 'string' ? (forwarded.split(',').at(-1)?.trim().slice(0, 100) ?? '') : '';
}
