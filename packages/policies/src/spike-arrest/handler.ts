import { CONTINUE, type PolicyHandler, type PolicyRequest } from '../policy.ts';
import { Paces } from './paces.ts';
import type { SpikeArrestConfig } from './schema.ts';

export interface SpikeArrestDeps {
  /** Worker processes that share the traffic of this gateway. */
  readonly workers: number;
}

const MAX_CALLERS = 20_000;
const PER_MS = { second: 1000, minute: 60_000 } as const;

/** Makes the handler of the spike-arrest policy. */
export function createSpikeArrestHandler({ workers }: SpikeArrestDeps): PolicyHandler<SpikeArrestConfig> {
  const paces = new WeakMap<SpikeArrestConfig, Paces>();
  return (request, config) => {
    let pace = paces.get(config);
    if (!pace) {
      const { requests, per, burst } = config;
      const share = Math.max(1, Math.floor(burst / workers));
      pace = new Paces(requests / PER_MS[per] / workers, share, MAX_CALLERS);
      paces.set(config, pace);
    }
    const waitMs = pace.take(callerOf(request, config.key), request.nowMs);
    if (waitMs === 0) return CONTINUE;
    return {
      kind: 'reject',
      problem: 'rate_limited',
      detail: `Requests come faster than ${config.requests} a ${config.per}: spread them.`,
      headers: ['retry-after', String(Math.ceil(waitMs / 1000))],
    };
  };
}

function callerOf(request: PolicyRequest, key: SpikeArrestConfig['key']): string {
  switch (key) {
    case 'app':
      return request.caller?.appId ?? '';
    case 'key':
      return request.caller?.keyId ?? '';
    case 'address':
      return networkOf(request.clientAddress);
    case 'everyone':
      return '';
  }
}

// A host has a /64 of IPv6 for itself, from which it could take a new address for each request.
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = ''] = address.split('::', 1);
  const groups = head === '' ? [] : head.split(':');
  while (groups.length < 4) groups.push('0');
  return groups.slice(0, 4).join(':');
}
