import { isEncoded, isJsonType, valuesIn } from '@tollgate/policies/media-type';
import type { HeaderPairs, Reject } from '@tollgate/policies/policy';
import { HOP_BY_HOP } from '../../upstream/hop-by-hop.ts';
import type { CompiledPolicies } from '../compile-policies.ts';
import type { AnswerParts, PolicyEngine } from '../policy-engine.ts';
import type { PolicyView } from '../policy-view.ts';
import type { BodyBudget } from './body-budget.ts';
import type { HeldBody, HeldExchange } from './held-exchange.ts';

/** What response policies run with. */
export interface ResponsePhaseOptions {
  readonly engine: PolicyEngine;
  readonly bodies: BodyBudget;
  readonly policies: CompiledPolicies;
  readonly view: PolicyView;
  readonly exchange: HeldExchange;
}

/** An answer that may be sent. */
export interface ReadyAnswer {
  readonly kind: 'ready';
  readonly status: number;
  readonly headers: string[];
  /** In place of what the upstream sent; null passes that on as it comes. */
  readonly body: Uint8Array | null;
}

const NOT_READABLE: Reject = {
  kind: 'reject',
  problem: 'upstream_invalid_response',
  detail: 'The API behind the gateway answered with a body that a policy has to change and cannot read.',
};
const NO_ROOM: Reject = {
  kind: 'reject',
  problem: 'overloaded',
  detail: 'Too many answers are being changed at once: try again shortly.',
  headers: ['retry-after', '1'],
};

/** The answer to one request on its way through a version's response policies. */
export class ResponsePhase implements HeldBody {
  readonly chunks: Uint8Array[] = [];
  readonly maxBytes: number;
  bytes = 0;
  refusal: Reject | null = null;
  readonly #options: ResponsePhaseOptions;
  #status = 0;
  #upstreams: HeaderPairs = [];
  #ours: HeaderPairs = [];
  #isHolding = false;
  #hasNoBody = false;

  constructor(options: ResponsePhaseOptions) {
    this.#options = options;
    this.maxBytes = options.policies.responseBodyBytes;
  }

  /** Whether the head waits for the body. */
  get isHolding(): boolean {
    return this.#isHolding;
  }

  /**
   * The head of the answer came, with the headers of the upstream that may be passed on; `ours` stand in the answer
   * whatever a policy does. Returns what is to be sent, or null when that has to wait for the body, or when `refusal` is
   * answered instead.
   */
  onHead(status: number, upstreams: HeaderPairs, ours: HeaderPairs, hasBody: boolean): string[] | null {
    this.#status = status;
    this.#upstreams = upstreams;
    this.#ours = ours;
    const outcome = this.#start(hasBody);
    if (outcome === null) return null;
    if (outcome.kind === 'ready') return outcome.headers;
    this.#refuse(outcome);
    return null;
  }

  #start(hasBody: boolean): ReadyAnswer | Reject | null {
    const { exchange, bodies, policies } = this.#options;
    const upstreams = this.#upstreams;
    const isChanged =
      policies.holdsAnswers || (this.maxBytes > 0 && isJsonType(valuesIn(upstreams, 'content-type')));
    const isBodyless = this.#status === 204 || this.#status === 304;
    if (!isChanged || isBodyless) return this.#runWithoutBody();
    if (!hasBody || exchange.head.method === 'HEAD') {
      // What a body would have after the change is not known without it.
      this.#upstreams = without(upstreams, (name) => BODY_HEADERS.has(name));
      return this.#runWithoutBody();
    }
    const declared = Number(valuesIn(upstreams, 'content-length')[0] ?? 0);
    if (isEncoded(valuesIn(upstreams, 'content-encoding')) || declared > this.maxBytes) return NOT_READABLE;
    if (!bodies.take(this.maxBytes)) return NO_ROOM;
    this.#isHolding = true;
    exchange.held = this;
    return null;
  }

  // Policies that take a while are waited for at the end of the answer, which is near.
  #runWithoutBody(): ReadyAnswer | Reject | null {
    if (!this.#options.policies.holdsAnswers) return this.#run(null) as ReadyAnswer | Reject;
    this.#isHolding = true;
    this.#hasNoBody = true;
    return null;
  }

  /** All of the body came. */
  onEnd(last: Uint8Array | null): ReadyAnswer | Reject | Promise<ReadyAnswer | Reject> {
    this.release();
    if (this.#hasNoBody) return this.#run(null);
    if (last) this.chunks.push(last);
    return this.#run(Buffer.concat(this.chunks));
  }

  onOverflow(): void {
    this.#refuse(NOT_READABLE);
  }

  // Ends the call upstream, which tells the run that it is over; the run answers the refusal.
  #refuse(refusal: Reject): void {
    this.refusal = refusal;
    this.#options.exchange.observer?.onHangUp();
  }

  /** Gives back the room the body had. */
  release(): void {
    if (!this.#isHolding) return;
    this.#isHolding = false;
    if (!this.#hasNoBody) this.#options.bodies.giveBack(this.maxBytes);
  }

  #run(body: Uint8Array | null): ReadyAnswer | Reject | Promise<ReadyAnswer | Reject> {
    const { engine, policies, view } = this.#options;
    const answer = { status: this.#status, headers: this.#upstreams, body };
    const result = engine.runResponse(policies.response, answer, view);
    return result instanceof Promise ? result.then((settled) => this.#ready(settled)) : this.#ready(result);
  }

  #ready(result: AnswerParts | Reject): ReadyAnswer | Reject {
    if ('kind' in result) return result;
    const { status, body } = result;
    const isBodyless = status === 204 || status === 205 || status === 304;
    const headers = this.#sendable(result.headers);
    const length = body?.length ?? valuesIn(this.#upstreams, 'content-length')[0];
    if (length !== undefined && !isBodyless) headers.push('content-length', String(length));
    headers.push(...this.#ours);
    const isHead = this.#options.exchange.head.method === 'HEAD';
    return { kind: 'ready', status, headers, body: isHead || isBodyless ? null : body };
  }

  // What frames the message or is ours stays as it is, whatever a policy says.
  #sendable(headers: HeaderPairs): string[] {
    return without(
      headers,
      (name) =>
        HOP_BY_HOP.has(name) ||
        OURS.has(name) ||
        name.startsWith('tollgate-') ||
        (!JOINABLE.has(name) && valuesIn(this.#ours, name).length > 0),
    );
  }
}

function without(headers: HeaderPairs, isLeftOut: (name: string) => boolean): string[] {
  return headers.filter((_, i) => !isLeftOut(headers[i - (i % 2)] as string));
}

const OURS: ReadonlySet<string> = new Set([
  'content-length',
  'ratelimit',
  'ratelimit-policy',
  'via',
  'x-request-id',
]);
/** Lists that may stand more than once. */
const JOINABLE: ReadonlySet<string> = new Set(['link', 'server-timing', 'vary']);
/** What is only true of the body as the upstream sent it. */
const BODY_HEADERS: ReadonlySet<string> = new Set([
  'content-length',
  'etag',
  'content-md5',
  'digest',
  'repr-digest',
  'content-digest',
]);
