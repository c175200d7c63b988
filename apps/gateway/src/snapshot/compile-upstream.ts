import { credentialSealedFor } from '@tollgate/domain/upstreams/upstream-credential';
import { protocolProblem } from '@tollgate/domain/upstreams/upstream-protocol';
import { clientKeySealedFor } from '@tollgate/domain/upstreams/upstream-tls';
import { makeCredential } from '../upstream/upstream-credential.ts';
import { makeUpstreamTls } from '../upstream/upstream-tls.ts';
import type { ApiVersionRecord, UpstreamPlan, UpstreamTarget } from './entries.ts';
import type { SecretOpener } from './secrets/open-secret.ts';

type Upstream = ApiVersionRecord['upstream'];

/** What all targets of an upstream have in common. */
type TargetSettings = Omit<UpstreamTarget, 'origin' | 'pathPrefix'>;

/** Where a version's traffic goes. Throws with the reason when it may not go live. */
export function compileUpstream(
  record: ApiVersionRecord,
  openSecret: SecretOpener,
): { upstream: UpstreamTarget; plan: UpstreamPlan | null } {
  const { upstream } = record;
  const settings: TargetSettings = {
    protocol: upstream.protocol ?? 'http1',
    connectTimeoutMs: upstream.connectTimeoutMs,
    headTimeoutMs: upstream.headTimeoutMs,
    idleTimeoutMs: upstream.idleTimeoutMs,
    totalTimeoutMs: upstream.totalTimeoutMs ?? null,
    connections: upstream.connections ?? null,
    tls: compileTls(record, openSecret),
    credential: compileCredential(record, openSecret),
  };
  return { upstream: compileTarget(upstream.url, settings), plan: compilePlan(upstream, settings) };
}

function compileTls({ id, tenantId, upstream }: ApiVersionRecord, openSecret: SecretOpener) {
  if (!upstream.tls) return null;
  const { sealedKey, ...settings } = upstream.tls;
  const key = sealedKey === null ? null : openSecret(clientKeySealedFor(tenantId, id), sealedKey);
  return makeUpstreamTls({ ...settings, key });
}

function compileCredential({ id, tenantId, upstream }: ApiVersionRecord, openSecret: SecretOpener) {
  const { credential } = upstream;
  if (!credential) return null;
  return makeCredential(credential, openSecret(credentialSealedFor(tenantId, id), credential.sealed));
}

function compileTarget(address: string, settings: TargetSettings): UpstreamTarget {
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
  const problem = protocolProblem(settings.protocol, [address]);
  if (problem !== null) throw new Error(problem);
  return { origin: url.origin, pathPrefix: url.pathname.replace(/\/+$/, ''), ...settings };
}

/** All targets of an upstream with what is to happen when they fail; null when there is one and nothing is said. */
function compilePlan(upstream: Upstream, settings: TargetSettings): UpstreamPlan | null {
  const { balancing } = upstream;
  if (!balancing) return null;
  const first = { url: upstream.url, weight: balancing.weight };
  const targets = [first, ...balancing.targets].map(({ url, weight }) => ({
    name: url,
    upstream: compileTarget(url, settings),
    weight,
  }));
  return { settings: balancing, targets, signature: JSON.stringify(upstream) };
}
