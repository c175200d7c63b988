import type { Principal } from '@tollgate/policies/policy';
import type { Exchange } from '../http/exchange.ts';
import type { UsageFacts } from '../metering/usage-line.ts';
import type { Outgoing } from '../upstream/forwarding.ts';
import type { Authorisation } from './authorise.ts';
import type { Location } from './locate.ts';

/** The status usage shows for a request whose client went away before it was answered. */
export const CLIENT_CLOSED = 499;

/** What is known of a request when it is accounted for. */
export interface RequestOutcome {
  readonly tenant: string;
  readonly exchange: Exchange;
  readonly location: Location;
  readonly principal: Principal | null;
  readonly authorisation: Authorisation | null;
  readonly forwarding: Outgoing | null;
  /** By `performance.now`; `forwardedAt` is meant only where there is a forwarding. */
  readonly startedAt: number;
  readonly forwardedAt: number;
  readonly status: number;
  readonly problem: string;
  readonly answeredBy: UsageFacts['answeredBy'];
  /** Bytes of an answer of our own; 0 when the upstream's was passed on. */
  readonly answeredBytes: number;
  readonly requestId: string;
  readonly traceId: string;
}

/** What the usage event of a request says. */
export function usageFacts(outcome: RequestOutcome): UsageFacts {
  const { exchange, location, principal, authorisation, forwarding, status, problem } = outcome;
  const { head, body } = exchange;
  const { version, operation } = location;
  const attempts = forwarding?.attempts ?? 0;
  // An answer that was kept is not billed; one that the upstream confirmed is.
  const isUpstreams = attempts > 0 && forwarding?.cacheState !== 'stale';
  const isForwarded = isUpstreams && problem === '' && status !== CLIENT_CLOSED;
  const now = performance.now();
  return {
    startedAtUs: Math.round((performance.timeOrigin + outcome.startedAt) * 1000),
    tenant: outcome.tenant,
    environment: principal?.environment ?? 'live',
    api: version?.record.apiId ?? '',
    apiVersion: version?.record.id ?? '',
    operation: operation?.id ?? '',
    product: authorisation?.product.record.id ?? '',
    planVersion: authorisation?.planVersion.id ?? '',
    subscription: authorisation?.subscription.record.id ?? '',
    app: principal?.appId ?? '',
    key: principal?.keyId ?? '',
    method: head.method,
    route: version && operation ? version.basePath + operation.template : '',
    status,
    problem,
    answeredBy: outcome.answeredBy,
    isBillable: isForwarded && status < 500,
    requestBytes: body?.receivedBytes ?? 0,
    responseBytes:
      forwarding && outcome.answeredBytes === 0 ? forwarding.responseBytes : outcome.answeredBytes,
    durationUs: Math.round((now - outcome.startedAt) * 1000),
    upstreamUs: Math.round((attempts > 0 ? now - outcome.forwardedAt : 0) * 1000),
    attempts,
    requestId: outcome.requestId,
    traceId: outcome.traceId,
  };
}
