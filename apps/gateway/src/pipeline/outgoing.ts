import type { Principal } from '@tollgate/policies/policy';
import { Delivery } from '../balancing/delivery.ts';
import { hashKey } from '../balancing/hash-key.ts';
import type { Exchange, RequestHead } from '../http/exchange.ts';
import { Mirroring } from '../mirroring/mirroring.ts';
import type { Authorisation, MirrorEntry, UpstreamPlan, VersionEntry } from '../snapshot/entries.ts';
import { Forwarding, type ForwardingEvents, type Outgoing } from '../upstream/forwarding.ts';
import { UpstreamHeaders } from '../upstream/request-headers.ts';
import { TimedOutgoing } from '../upstream/timed-outgoing.ts';
import type { CompiledPolicies } from './compile-policies.ts';
import type { Location } from './locate.ts';
import type { PipelineContext } from './pipeline-context.ts';

/** An admitted request that is to go upstream. */
export interface OutgoingRequest {
  readonly context: PipelineContext;
  readonly exchange: Exchange;
  /** What is forwarded of its head and query. */
  readonly head: RequestHead;
  readonly query: string;
  readonly location: Location;
  /** All that hold for who calls. */
  readonly policies: CompiledPolicies;
  readonly principal: Principal;
  readonly authorisation: Authorisation;
  readonly requestId: string;
  readonly traceparent: string;
  readonly clientAddress: string;
  readonly startedAtMs: number;
  readonly maxBodyBytes: number;
  readonly events: ForwardingEvents;
}

/** What takes a request to its upstream, not started yet; null when the upstream has as many as it may. */
export function makeOutgoing(request: OutgoingRequest): Outgoing | null {
  const { mirror } = request.location.version as VersionEntry;
  if (mirror === null || request.exchange.tunnel !== null || !mirror.share.takesNext()) {
    return makeTimed(request);
  }
  const mirroring = makeMirroring(request, mirror);
  const outgoing = makeTimed({ ...request, exchange: mirroring.exchange });
  if (outgoing !== null) mirroring.onForwarded();
  return outgoing;
}

function makeMirroring(request: OutgoingRequest, mirror: MirrorEntry): Mirroring {
  const { context, exchange, location, query } = request;
  const copied = {
    method: exchange.head.method,
    path: (location.upstreamPath || '/') + query,
    lines: `${headersWith(request, null).toText()}tollgate-mirror: 1\r\n`,
  };
  const counts = context.mirrors.of(mirror.versionId);
  return new Mirroring(mirror, exchange, copied, { pools: context.pools, counts });
}

function makeTimed(request: OutgoingRequest): Outgoing | null {
  const { totalTimeoutMs } = (request.location.version as VersionEntry).upstream;
  if (totalTimeoutMs === null) return makeUntimed(request);
  const timed = new TimedOutgoing(request.events, totalTimeoutMs);
  const inner = makeUntimed({ ...request, events: timed });
  return inner && timed.around(inner);
}

function makeUntimed(request: OutgoingRequest): Outgoing | null {
  const { context, exchange, location, maxBodyBytes, events } = request;
  const version = location.version as VersionEntry;
  const canary = version.canary?.share.takes(request.principal.appId) ? version.canary : null;
  const { upstream, plan } = canary ?? version;
  if (plan !== null) return makeDelivery(request, plan, canary?.id ?? version.record.id);
  const pool = context.pools.acquire(upstream, request.startedAtMs);
  if (!pool) return null;
  return new Forwarding({
    exchange,
    pool,
    target: upstream,
    path: (upstream.pathPrefix + location.upstreamPath || '/') + outgoingQuery(request),
    headers: outgoingHeaders(request),
    maxBodyBytes,
    events,
  });
}

function makeDelivery(request: OutgoingRequest, plan: UpstreamPlan, id: string): Delivery {
  const { context, exchange, location, maxBodyBytes, events } = request;
  const { clientAddress, principal } = request;
  return new Delivery({
    exchange,
    balancer: context.balancers.of(id, plan),
    operationId: location.operation?.id ?? '',
    key: hashKey(plan.settings, { head: exchange.head, appId: principal.appId, clientAddress }),
    pools: context.pools,
    path: location.upstreamPath,
    query: outgoingQuery(request),
    headers: outgoingHeaders(request),
    maxBodyBytes,
    events,
  });
}

function outgoingQuery({ location, query }: OutgoingRequest): string {
  const { credential } = (location.version as VersionEntry).upstream;
  return credential === null ? query : credential.inQuery(query);
}

function outgoingHeaders(request: OutgoingRequest): UpstreamHeaders {
  return headersWith(request, (request.location.version as VersionEntry).upstream.credential);
}

function headersWith(
  request: OutgoingRequest,
  credential: VersionEntry['upstream']['credential'],
): UpstreamHeaders {
  const { context, exchange, head, principal, authorisation } = request;
  const ours = {
    subscription: authorisation.upstreamLines,
    requestId: request.requestId,
    traceparent: request.traceparent,
    clientAddress: request.clientAddress,
    host: exchange.head.lines.values('host')[0] ?? '',
    scheme: head.isTls ? ('https' as const) : ('http' as const),
    via: `1.1 ${context.pseudonym}`,
  };
  return new UpstreamHeaders(head.lines, ours, principal.credentialHeaders, credential);
}
