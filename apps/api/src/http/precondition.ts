import { pathFields, type Route } from '@tollgate/contract/routes/route';
import { DomainError } from '@tollgate/domain/errors';
import type { Ctx } from '@tollgate/services/context/ctx';
import { withResourceLock } from '@tollgate/services/context/with-resource-lock';
import { toBody } from './answer.ts';
import type { Binding } from './bind.ts';
import { etagOf, matchesEtag } from './etag.ts';

/** What stands at a path: the route that reads it, when there is one. */
export function readerOf(route: Route, bindings: readonly Binding[]): Binding | undefined {
  return bindings.find((other) => other.route.method === 'GET' && other.route.path === route.path);
}

/** Runs a change only if the resource still is what `If-Match` names; throws `precondition_failed` otherwise. */
export async function ifMatch<T>(
  ctx: Ctx,
  reader: Binding | undefined,
  request: { header: string; input: Record<string, unknown>; path: string },
  change: () => Promise<T>,
): Promise<T> {
  // Two changes that both name the same ETag must not both pass the comparison.
  return withResourceLock(ctx, request.path, async () => {
    if (!(await isCurrent(ctx, reader, request))) {
      throw new DomainError('precondition_failed', {
        detail: 'Get it again, apply your change to what you get, and send its ETag as If-Match.',
      });
    }
    return change();
  });
}

async function isCurrent(
  ctx: Ctx,
  reader: Binding | undefined,
  request: { header: string; input: Record<string, unknown> },
): Promise<boolean> {
  if (!reader) return request.header.trim() === '*';
  const ids = Object.fromEntries(pathFields(reader.route).map((name) => [name, request.input[name]]));
  return matchesEtag(request.header, etagOf(toBody(reader.route, await reader.run(ctx, ids))));
}
