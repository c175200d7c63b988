import type { ServiceSettings } from '../context/ctx.ts';

/** The public address of a base path of a tenant. */
export function gatewayUrl(settings: ServiceSettings, tenantSlug: string, basePath: string): string {
  const base = new URL(settings.gatewayUrl);
  if (settings.hasPathRouting) return `${base.origin}/${tenantSlug}${basePath}`;
  base.hostname = `${tenantSlug}.${base.hostname}`;
  return `${base.origin}${basePath}`;
}
