import type {
  Caller,
  DescribedOperation,
  ForwardedRequest,
  HeaderPairs,
  PolicyRequest,
  PreparedAnswer,
  Ticket,
} from '@tollgate/policies/policy';
import type { Exchange, RequestHead } from '../http/exchange.ts';
import type { Location } from './locate.ts';

const NONE: readonly string[] = [];

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
    tenantId: string,
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
    this.tenantId = tenantId;
    this.clientAddress = clientAddress;
    this.requestId = requestId;
    this.nowMs = nowMs;
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

  get headers(): HeaderPairs {
    if (this.replacedHeaders) return this.replacedHeaders;
    const { names, headers } = this.#exchange.head;
    return names.flatMap((name, i) => [name, headers[2 * i + 1] as string]);
  }

  headerValues(name: string): readonly string[] {
    if (!this.replacedHeaders) return headerValues(this.#exchange.head, name);
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
    if (!this.replacedHeaders && !this.body && !this.wantsPlainAnswer) return head;
    const names: string[] = [];
    const headers: string[] = [];
    const pairs = this.headers;
    for (let i = 0; i < pairs.length; i += 2) {
      const name = pairs[i] as string;
      if (this.body && name === 'content-length') continue;
      if (this.wantsPlainAnswer && name === 'accept-encoding') continue;
      names.push(name);
      headers.push(name, pairs[i + 1] as string);
    }
    if (this.body) {
      names.push('content-length');
      headers.push('content-length', String(this.body.length));
    }
    return { ...head, headers, names };
  }
}

/** Every value of a header in the order received; the name in lower case. */
export function headerValues(head: RequestHead, name: string): readonly string[] {
  const { names, headers } = head;
  let values: string[] | undefined;
  for (let i = 0; i < names.length; i++) {
    if (names[i] !== name) continue;
    values ??= [];
    values.push(headers[2 * i + 1] as string);
  }
  return values ?? NONE;
}
