import type { ServiceSettings } from '../context/ctx.ts';

/** Where a tenant's requests to a base path go: slug in the path, or in front of the gateway's host. */
export function gatewayBaseUrl(settings: ServiceSettings, tenantSlug: string, basePath: string): string {
  const url = new URL(settings.gatewayUrl);
  if (settings.hasPathRouting) return `${url.origin}/${tenantSlug}${basePath}`;
  return `${url.protocol}//${tenantSlug}.${url.host}${basePath}`;
}
