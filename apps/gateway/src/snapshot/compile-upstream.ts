import type { ApiVersionRecord, UpstreamPlan, UpstreamTarget } from './entries.ts';

type Upstream = ApiVersionRecord['upstream'];

/** One address to send requests to. Throws when it is none. */
export function compileTarget(address: string, timeouts: Upstream): UpstreamTarget {
  const url = URL.parse(address);
  if (
    !url ||
    (url.protocol !== 'http:' && url.protocol !== 'https:') ||
    url.username ||
    url.search ||
    url.hash
  ) {
    throw new Error('the upstream is not an http or https address');
  }
  return {
    origin: url.origin,
    pathPrefix: url.pathname.replace(/\/+$/, ''),
    connectTimeoutMs: timeouts.connectTimeoutMs,
    headTimeoutMs: timeouts.headTimeoutMs,
    idleTimeoutMs: timeouts.idleTimeoutMs,
  };
}

/** All targets of an upstream with what is to happen when they fail; null when there is one and nothing is said. */
export function compilePlan(upstream: Upstream): UpstreamPlan | null {
  const { balancing: settings } = upstream;
  if (!settings) return null;
  const first = { url: upstream.url, weight: settings.weight };
  const targets = [first, ...settings.targets].map(({ url, weight }) => ({
    name: url,
    upstream: compileTarget(url, upstream),
    weight,
  }));
  return { settings, targets, signature: JSON.stringify(upstream) };
}
