/** Whose portal an address is. */
export interface PortalPlace {
  /** A tenant's slug, `~<host>` for a host of a tenant's own, or empty when the address names nobody. */
  tenant: string;
  /** What stands before every path of this portal: `/<slug>` by path, nothing by host. */
  base: string;
  isByHost: boolean;
}

/** Reads the tenant from a Host header or, on the portal's own host and on bare addresses, from the path. */
export function placeOf(hostHeader: string, pathname: string, portalUrl: string): PortalPlace {
  const host = hostHeader.toLowerCase().replace(/:\d+$/, '');
  const ownHost = new URL(portalUrl).hostname;
  if (host === ownHost || host === 'localhost' || isAddress(host) || host === '') return byPath(pathname);
  if (host.endsWith(`.${ownHost}`)) {
    return { tenant: host.slice(0, -ownHost.length - 1), base: '', isByHost: true };
  }
  return { tenant: `~${host}`, base: '', isByHost: true };
}

function byPath(pathname: string): PortalPlace {
  const slug = /^\/([a-z0-9-]{1,48})(?=\/|$)/.exec(pathname)?.[1];
  return { tenant: slug ?? '', base: slug ? `/${slug}` : '', isByHost: false };
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.startsWith('[');
}
