import type { ServiceSettings } from './ctx.ts';

/** Where developers find a tenant's portal: a path of the portal in local mode, else a host of its own. */
export function portalAddress(
  settings: Pick<ServiceSettings, 'portalUrl' | 'hasPathRouting'>,
  tenantSlug: string,
  path = '',
): string {
  if (settings.hasPathRouting) return `${settings.portalUrl}/${tenantSlug}${path}`;
  const url = new URL(settings.portalUrl);
  url.hostname = `${tenantSlug}.${url.hostname}`;
  return `${url.origin}${path}`;
}
