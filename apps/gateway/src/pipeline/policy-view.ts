import type { PolicyRequest } from '@tollgate/policies/policy';
import type { RequestHead } from '../http/exchange.ts';
import type { Location } from './locate.ts';

const NONE: readonly string[] = [];

/** What policies see of a request. */
export class PolicyView implements PolicyRequest {
  readonly method: string;
  readonly path: string;
  readonly tenantId: string;
  readonly clientAddress: string;
  readonly nowMs: number;
  readonly allowedMethods: readonly string[];
  readonly #head: RequestHead;

  constructor(head: RequestHead, location: Location, tenantId: string, clientAddress: string, nowMs: number) {
    this.#head = head;
    this.method = head.method;
    this.path = location.path;
    this.allowedMethods = location.allowedMethods;
    this.tenantId = tenantId;
    this.clientAddress = clientAddress;
    this.nowMs = nowMs;
  }

  headerValues(name: string): readonly string[] {
    return headerValues(this.#head, name);
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
