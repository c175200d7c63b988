import { createHash } from 'node:crypto';
import type { CacheRequest } from '@tollgate/policies/cache/cache-request';
import type { CacheVisit } from '@tollgate/policies/cache/cache-visit';
import type { VersionEntry } from '../../snapshot/entries.ts';
import type { CompiledPolicies } from '../compile-policies.ts';
import type { Location } from '../locate.ts';
import type { OutgoingRequest } from '../outgoing.ts';
import { toPairs } from './header-pairs.ts';

const variants = new WeakMap<CompiledPolicies, string>();

/** Begins a request's way through the first cache of its version that has to do with it; null when none has. */
export function openVisit(request: OutgoingRequest): CacheVisit | null {
  let seen: CacheRequest | null = null;
  for (const policy of request.policies.cache) {
    seen ??= toCacheRequest(request);
    const visit = policy.run(seen, policy.config);
    if (visit) return visit;
  }
  return null;
}

function toCacheRequest(request: OutgoingRequest): CacheRequest {
  const { context, exchange, head, query, location, principal, authorisation } = request;
  const version = location.version as VersionEntry;
  const { tenantId, id } = version.record;
  const host = exchange.head.lines.values('host')[0]?.toLowerCase() ?? '';
  const rest = location.rest === '' ? '/' : location.rest;
  const { subscription, planVersion } = authorisation;
  return {
    space: context.answers.spaceOf(`${tenantId} ${id}`, version, () =>
      JSON.stringify([version.record, version.policies.levels]),
    ),
    method: head.method,
    rest,
    url: (location.upstreamPath || '/') + query,
    origin: `${principal.environment} ${head.isTls ? 'https' : 'http'}://${host}${variantOf(request)}`,
    subscriber: `${subscription.record.id} ${planVersion.planId}`,
    headers: withoutCredential(toPairs(head.lines), principal.credentialHeaders),
    urlOf: (address) => urlOf(address, location, host, exchange.head.target),
  };
}

// What is forwarded, and so what is answered, follows from the policies: others get answers of their own.
function variantOf({ policies, location }: OutgoingRequest): string {
  if (policies === location.version?.policies) return '';
  let variant = variants.get(policies);
  if (variant === undefined) {
    variant = ` ${createHash('sha256').update(JSON.stringify(policies.levels)).digest('base64url')}`;
    variants.set(policies, variant);
  }
  return variant;
}

function withoutCredential(pairs: string[], credentialHeaders: readonly string[]): string[] {
  if (credentialHeaders.length === 0) return pairs;
  return pairs.filter((_, i) => !credentialHeaders.includes(pairs[i - (i % 2)] as string));
}

/** What an upstream names as an address is one of its own, or one that callers see. */
function urlOf(address: string, location: Location, host: string, target: string): string | null {
  const { upstream, basePath } = location.version as VersionEntry;
  const { origin, pathPrefix } = upstream;
  const url = URL.parse(address, `${origin}${pathPrefix}${location.upstreamPath || '/'}`);
  if (!url || (url.origin !== origin && url.host !== host)) return null;
  const path = target.split('?', 1)[0] as string;
  const publicPrefix = path.endsWith(location.rest)
    ? path.slice(0, path.length - location.rest.length)
    : basePath;
  for (const prefix of [publicPrefix, pathPrefix]) {
    if (url.pathname.startsWith(`${prefix}/`)) return url.pathname.slice(prefix.length) + url.search;
  }
  return null;
}
