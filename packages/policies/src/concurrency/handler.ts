import type { PolicyHandler, PolicyRequest } from '../policy.ts';
import { InFlight } from './in-flight.ts';
import type { ConcurrencyConfig } from './schema.ts';

export interface ConcurrencyDeps {
  /** Worker processes that share the traffic of this gateway. */
  readonly workers: number;
  /** Which of them this one is, from 0. */
  readonly slot: number;
}

/** Makes the handler of the concurrency policy. */
export function createConcurrencyHandler({
  workers,
  slot,
}: ConcurrencyDeps): PolicyHandler<ConcurrencyConfig> {
  // One for all configurations: what is under way still counts when a version changes.
  const inFlight = new InFlight();
  return (request, config) => {
    const ticket = inFlight.take(groupOf(request, config.per), shareOf(config.max, workers, slot));
    if (ticket) return { kind: 'continue', ticket };
    return {
      kind: 'reject',
      problem: 'concurrency_exceeded',
      detail: `Only ${config.max} requests of ${WHOSE[config.per]} may be under way at once: wait for answers.`,
      headers: ['retry-after', '1'],
    };
  };
}

const WHOSE: Readonly<Record<ConcurrencyConfig['per'], string>> = {
  app: 'an app',
  subscription: 'a subscription',
  operation: 'this operation',
  version: 'this API version',
  tenant: 'this provider',
};

function groupOf(
  { apiVersionId, operationId, caller, tenantId }: PolicyRequest,
  per: ConcurrencyConfig['per'],
) {
  switch (per) {
    case 'app':
      return `${apiVersionId} ${per} ${caller?.appId ?? ''}`;
    case 'subscription':
      return `${apiVersionId} ${per} ${caller?.subscriptionId ?? ''}`;
    case 'operation':
      return `${apiVersionId} ${per} ${operationId}`;
    case 'version':
      return `${apiVersionId} ${per}`;
    case 'tenant':
      return tenantId;
  }
}

/** The part of a worker: all together are the whole, but that each has one at least. */
function shareOf(max: number, workers: number, slot: number): number {
  return Math.max(1, Math.floor(max / workers) + (slot < max % workers ? 1 : 0));
}
