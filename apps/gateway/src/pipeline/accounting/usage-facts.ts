import type { Principal } from '@tollgate/policies/policy';
import type { Exchange } from '../../http/exchange.ts';
import type { UsageFacts, UsagePlace } from '../../metering/usage-line.ts';
import type { Authorisation } from '../../snapshot/entries.ts';
import type { Outgoing } from '../../upstream/forwarding.ts';
import type { Location } from '../locate.ts';

/** The status usage shows for a request whose client went away before it was answered. */
export const CLIENT_CLOSED = 499;

const BY_CACHE = { hit: 'cache', revalidated: 'cache_confirmed', stale: 'cache_stale', miss: '' } as const;

/** What is known of a request when it is accounted for. */
export interface RequestOutcome {
  readonly exchange: Exchange;
  readonly location: Location | null;
  readonly principal: Principal | null;
  readonly authorisation: Authorisation | null;
  readonly forwarding: Outgoing | null;
  /** By `performance.now`; `forwardedAt` is meant only where there is a forwarding. */
  readonly startedAt: number;
  /** By `Date.now`. */
  readonly startedAtMs: number;
  readonly forwardedAt: number;
  readonly status: number;
  readonly problem: string;
  readonly answeredBy: UsageFacts['answeredBy'];
  /** Bytes of an answer of our own; 0 when the upstream's was passed on. */
  readonly answeredBytes: number;
  readonly requestId: string;
  readonly traceId: string;
}

/** Where the usage event of a request belongs. */
export function usagePlace(
  tenant: string,
  location: Location | null,
  principal: Principal | null,
  authorisation: Authorisation | null,
): UsagePlace {
  const version = location?.version;
  const operation = location?.operation;
  return {
    tenant,
    api: version?.record.apiId ?? '',
    apiVersion: version?.record.id ?? '',
    operation: operation?.id ?? '',
    product: authorisation?.product.record.id ?? '',
    planVersion: authorisation?.planVersion.id ?? '',
    subscription: authorisation?.subscription.record.id ?? '',
    app: principal?.appId ?? '',
    route: version && operation ? version.basePath + operation.template : '',
  };
}

/** What else it says. */
export function usageFacts(outcome: RequestOutcome): UsageFacts {
  const { exchange, principal, forwarding, status, problem } = outcome;
  const { head, body } = exchange;
  const attempts = forwarding?.attempts ?? 0;
  // An answer that was kept is not billed; one that the upstream confirmed is.
  const isUpstreams = attempts > 0 && forwarding?.cacheState !== 'stale';
  const isForwarded = isUpstreams && problem === '' && status !== CLIENT_CLOSED;
  const now = performance.now();
  return {
    startedAtUs: Math.round((performance.timeOrigin + outcome.startedAt) * 1000),
    environment: principal?.environment ?? 'live',
    key: principal?.keyId ?? '',
    method: head.method,
    status,
    problem,
    answeredBy:
      problem === '' && forwarding?.cacheState ? BY_CACHE[forwarding.cacheState] : outcome.answeredBy,
    isBillable: isForwarded && status < 500,
    requestBytes: (body ?? exchange.tunnel)?.receivedBytes ?? 0,
    responseBytes:
      forwarding && outcome.answeredBytes === 0 ? forwarding.responseBytes : outcome.answeredBytes,
    durationUs: Math.round((now - outcome.startedAt) * 1000),
    upstreamUs: Math.round((attempts > 0 ? now - outcome.forwardedAt : 0) * 1000),
    attempts,
    requestId: outcome.requestId,
    traceId: outcome.traceId,
  };
}
