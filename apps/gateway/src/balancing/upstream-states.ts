import type { BalancerBook } from './balancer-book.ts';
import type { BreakerState } from './circuit-breaker.ts';
import type { BalancedTarget } from './target.ts';

/** How the targets of one upstream do, as one worker sees them. */
export interface UpstreamState {
  readonly apiVersionId: string;
  /** Whether it is the one that serves a share of the apps. */
  readonly isCanary: boolean;
  /** Whether too few targets are fit, so that all are used. */
  readonly isPanicking: boolean;
  readonly targets: readonly {
    readonly url: string;
    readonly state: 'fit' | 'ejected' | 'unhealthy';
    readonly inFlight: number;
    readonly latencyMs: number;
  }[];
  /** Breakers that are not closed. */
  readonly breakers: readonly { readonly operationId: string; readonly state: BreakerState }[];
}

/** Status is sent twice a second: more upstreams than these are not told of. */
const MOST_UPSTREAMS = 100;

/** The upstreams that have a balancer. */
export function upstreamStates(book: BalancerBook, nowMs: number): UpstreamState[] {
  const states: UpstreamState[] = [];
  for (const [id, { isPanicking, targets, breakers }] of book.entries()) {
    if (states.length === MOST_UPSTREAMS) break;
    const [apiVersionId = id, side] = id.split(' ');
    states.push({
      apiVersionId,
      isCanary: side !== undefined,
      isPanicking,
      targets: targets.map((target) => ({
        url: target.name,
        state: stateOf(target, nowMs),
        inFlight: target.inFlight,
        latencyMs: Math.round(target.latencyMs(nowMs)),
      })),
      breakers: Array.from(breakers, ([operationId, { state }]) => ({ operationId, state })).filter(
        ({ state }) => state !== 'closed',
      ),
    });
  }
  return states;
}

function stateOf({ health, ejection }: BalancedTarget, nowMs: number): 'fit' | 'ejected' | 'unhealthy' {
  if (health?.isHealthy === false) return 'unhealthy';
  return ejection?.isEjected(nowMs) ? 'ejected' : 'fit';
}
