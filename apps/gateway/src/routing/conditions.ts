import type { RouteCondition } from '@tollgate/domain/routing/operation-route';
import type { RequestHead } from '../http/exchange.ts';
import { namedByConnection } from '../upstream/hop-by-hop.ts';

interface Condition {
  readonly isHeader: boolean;
  readonly name: string;
  /** Null asks only for presence. */
  readonly values: ReadonlySet<string> | null;
}

/** What a request must carry besides method and path. */
export class Conditions {
  readonly #conditions: readonly Condition[];

  constructor(match: readonly RouteCondition[]) {
    this.#conditions = match.map(({ in: place, name, values }) => ({
      isHeader: place === 'header',
      name,
      values: values ? new Set(values) : null,
    }));
  }

  /** `query` with its question mark, or empty. */
  hold(head: RequestHead, query: string): boolean {
    return this.#conditions.every(({ isHeader, name, values }) => {
      const found = isHeader ? headerValue(head, name) : queryValue(query, name);
      if (found === undefined) return false;
      return values === null || (found !== null && values.has(found));
    });
  }
}

/**
 * The value of a header that is forwarded: undefined without one, null when there are several, which readers take for
 * different ones. A header that `Connection` names does not reach the upstream and so is not there.
 */
export function headerValue({ lines }: RequestHead, name: string): string | null | undefined {
  const at = lines.names.indexOf(name);
  if (at === -1 || namedByConnection(lines)?.has(name)) return undefined;
  return lines.names.indexOf(name, at + 1) === -1 ? lines.value(at) : null;
}

function queryValue(query: string, name: string): string | null | undefined {
  let value: string | undefined;
  if (query.length < 2) return undefined;
  for (const [key, found] of new URLSearchParams(query)) {
    if (key !== name) continue;
    if (value !== undefined) return null;
    value = found;
  }
  return value;
}
