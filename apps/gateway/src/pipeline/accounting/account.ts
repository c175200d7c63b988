import { newEventId } from '../../metering/event-id.ts';
import type { Releasable } from '../../metering/spool.ts';
import type { LineMaker } from '../../metering/usage-line.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { type RequestOutcome, usageFacts, usagePlace } from './usage-facts.ts';

/**
 * Counts a request that ended and writes its usage event; `waiting` is released when the kernel has it. False when the
 * request reached no tenant: then there is nothing to write or to wait for.
 */
export function account(
  { traffic, spool, lines, accessLog }: PipelineContext,
  outcome: RequestOutcome,
  waiting: Releasable | null,
): boolean {
  const tenant = outcome.location?.tenant;
  traffic.onEnd({
    tenant: tenant?.record.slug ?? null,
    status: outcome.status,
    problem: outcome.problem,
    startedAt: outcome.startedAt,
    forwardedAt: outcome.forwardedAt,
    attempts: outcome.forwarding?.attempts ?? 0,
  });
  if (accessLog !== null) accessLog.onEnd(outcome);
  if (!tenant) return false;
  const place = placeOf(lines, tenant.record.id, outcome);
  spool.append(lines.line(newEventId(outcome.startedAtMs), place, usageFacts(outcome)), waiting);
  return true;
}

// Written once for each app and operation.
function placeOf(lines: LineMaker, tenantId: string, outcome: RequestOutcome): string {
  const { authorisation, location, principal } = outcome;
  if (authorisation?.usagePlace) return authorisation.usagePlace;
  const place = lines.place(usagePlace(tenantId, location, principal, authorisation));
  if (authorisation) authorisation.usagePlace = place;
  return place;
}
