import type { CacheVisit } from '@tollgate/policies/cache/cache-visit';
import type { HeaderLines } from '../../http/wire/header-lines.ts';
import type { ForwardingEvents, Outgoing } from '../../upstream/forwarding.ts';
import { makeOutgoing, type OutgoingRequest } from '../outgoing.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { BodyCollector } from './body-collector.ts';
import { toPairs, withHeaders } from './header-pairs.ts';
import { isFramed } from './is-framed.ts';
import { SilentExchange } from './silent-exchange.ts';

/** Answers that a worker asks for again at once behind those it gave. */
const MOST_REFRESHES = 64;
const underWay = new WeakMap<PipelineContext, number>();

/** Asks for a kept answer again, with nobody waiting for it; not billed and not counted, as no caller sent it. */
export function refreshBehind(request: OutgoingRequest, visit: CacheVisit): void {
  const running = underWay.get(request.context) ?? 0;
  if (running >= MOST_REFRESHES) return;
  underWay.set(request.context, running + 1);
  new Refresh(request, visit).start();
}

class Refresh implements ForwardingEvents {
  readonly #request: OutgoingRequest;
  readonly #visit: CacheVisit;
  readonly #exchange: SilentExchange;
  readonly #outgoing: Outgoing | null;
  #sentAtMs = 0;

  constructor(request: OutgoingRequest, visit: CacheVisit) {
    this.#request = request;
    this.#visit = visit;
    const head = withHeaders(request.head, visit.refresh());
    this.#exchange = new SilentExchange(head);
    this.#outgoing = makeOutgoing({ ...request, exchange: this.#exchange, head, events: this });
  }

  start(): void {
    this.#sentAtMs = performance.now();
    if (this.#outgoing) this.#outgoing.start();
    else this.#end();
  }

  onHead(status: number, lines: HeaderLines): void {
    const delayMs = performance.now() - this.#sentAtMs;
    const verdict = this.#visit.onHead(status, toPairs(lines), Date.now(), delayMs);
    if (verdict.kind === 'pass' && verdict.isKept && isFramed(lines, this.#outgoing?.hasBody ?? true)) {
      this.#exchange.collector = new BodyCollector(this.#visit.maxEntryBytes);
    }
  }

  onFinished(last: Uint8Array | null): void {
    const body = this.#exchange.collector?.end(last);
    if (body) this.#visit.keep(body);
    this.#end();
  }

  onProblem(): void {
    this.#end();
  }

  onBroken(): void {
    this.#end();
  }

  onAbandoned(): void {
    this.#end();
  }

  #end(): void {
    const { context } = this.#request;
    if (this.#outgoing?.pool) context.pools.release(this.#outgoing.pool);
    underWay.set(context, (underWay.get(context) ?? 1) - 1);
    this.#visit.endRefresh();
  }
}
