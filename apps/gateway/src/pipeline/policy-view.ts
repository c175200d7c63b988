import type {
  Caller,
  ClientCertificate,
  DescribedOperation,
  ForwardedRequest,
  HeaderPairs,
  PolicyRequest,
  PreparedAnswer,
  Ticket,
} from '@tollgate/policies/policy';
import type { Exchange, RequestHead } from '../http/exchange.ts';
import { HeaderLines } from '../http/wire/header-lines.ts';
import type { Location } from './locate.ts';

/** What policies see of a request, with what they changed of it. */
export class PolicyView implements PolicyRequest {
  readonly method: string;
  readonly path: string;
  readonly rest: string;
  readonly tenantId: string;
  readonly clientAddress: string;
  readonly requestId: string;
  readonly nowMs: number;
  readonly allowedMethods: readonly string[];
  query: string;
  caller: Caller | null = null;
  body: Uint8Array | null = null;
  /** A body that was read whole and that no policy sees. */
  heldBody: Uint8Array | null = null;
  /** Headers that policies put in place of the caller's; null while none did. */
  replacedHeaders: HeaderPairs | null = null;
  /** Whether the upstream must answer uncompressed, so that a policy can read it. */
  wantsPlainAnswer = false;
  #tickets: Ticket[] | null = null;
  #isOver = false;
  readonly #exchange: Exchange;
  readonly #location: Location;

  constructor(
    exchange: Exchange,
    location: Location,
    clientAddress: string,
    requestId: string,
    nowMs: number,
  ) {
    this.#exchange = exchange;
    this.#location = location;
    this.method = exchange.head.method;
    this.path = location.path;
    this.rest = location.rest;
    this.query = location.query;
    this.allowedMethods = location.allowedMethods;
    this.tenantId = location.tenant?.record.id ?? '';
    this.clientAddress = clientAddress;
    this.requestId = requestId;
    this.nowMs = nowMs;
  }

  get target(): string {
    return this.#exchange.head.target;
  }

  get operation(): DescribedOperation | null {
    const { version, operation } = this.#location;
    return version?.described?.get(operation?.id ?? '') ?? null;
  }

  get answers(): readonly PreparedAnswer[] | null {
    const { version, operation } = this.#location;
    return version?.answers?.get(operation?.id ?? '') ?? null;
  }

  get apiVersionId(): string {
    return this.#location.version?.record.id ?? '';
  }

  get operationId(): string {
    return this.#location.operation?.id ?? '';
  }

  get hasBody(): boolean {
    return this.#exchange.body !== null;
  }

  get declaredBytes(): number | null {
    return this.#exchange.body?.declaredBytes ?? null;
  }

  get clientCertificate(): ClientCertificate | null {
    return this.#exchange.head.clientCertificate ?? null;
  }

  get headers(): HeaderPairs {
    if (this.replacedHeaders) return this.replacedHeaders;
    return this.#exchange.head.lines.headers;
  }

  headerValues(name: string): readonly string[] {
    if (!this.replacedHeaders) return this.#exchange.head.lines.values(name);
    return this.replacedHeaders.filter((_, i, pairs) => i % 2 === 1 && pairs[i - 1] === name);
  }

  /** Takes what a policy put in place of what came. */
  replace({ headers, query, body }: ForwardedRequest): void {
    if (headers) this.replacedHeaders = headers;
    if (query !== undefined) this.query = query;
    if (body) this.body = body;
  }

  /** Keeps what a policy holds for the request; one that comes when the exchange is over goes back at once. */
  hold(ticket: Ticket): void {
    if (this.#isOver) ticket.release();
    else if (this.#tickets) this.#tickets.push(ticket);
    else this.#tickets = [ticket];
  }

  /** The exchange is over: gives back what policies hold for it, once. */
  release(): void {
    this.#isOver = true;
    const tickets = this.#tickets;
    this.#tickets = null;
    if (tickets) for (const ticket of tickets) ticket.release();
  }

  /** The head to forward: the caller's, or what policies made of it. */
  get forwardedHead(): RequestHead {
    const { head } = this.#exchange;
    const whole = this.body ?? this.heldBody;
    if (!this.replacedHeaders && !whole && !this.wantsPlainAnswer) return head;
    const pairs = this.headers.filter((_, i, all) => !this.#isLeftOut(all[i - (i % 2)] as string));
    if (whole) pairs.push('content-length', String(whole.length));
    return { ...head, lines: HeaderLines.of(pairs) };
  }

  #isLeftOut(name: string): boolean {
    return (
      ((this.body ?? this.heldBody) !== null && name === 'content-length') ||
      (this.wantsPlainAnswer && name === 'accept-encoding')
    );
  }
}
