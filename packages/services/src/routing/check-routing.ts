import type { VersionRouting } from '@tollgate/domain/routing/version-routing';
import type { Ctx } from '../context/ctx.ts';
import { checkUpstreamUrl } from '../upstreams/check-upstream-url.ts';

/**
 * Checks that a version's routing sends nothing to an address that may not be used. Null when it asks for nothing, so
 * that gateways need not look. Throws with the field, such as `routing.canary.url`.
 */
export async function checkRouting(ctx: Ctx, routing: VersionRouting): Promise<VersionRouting | null> {
  const { keepsBasePath, stripPrefix, selection, canary, mirror } = routing;
  const isPlain = !keepsBasePath && [stripPrefix, selection, canary, mirror].every((part) => part === null);
  if (isPlain) return null;
  const checked = async <T extends { url: string }>(part: T | null, location: string) =>
    part && { ...part, url: await checkUpstreamUrl(ctx, part.url, location) };
  return {
    ...routing,
    canary: await checked(canary, 'routing.canary.url'),
    mirror: await checked(mirror, 'routing.mirror.url'),
  };
}
