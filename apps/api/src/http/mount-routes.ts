import { pathFields } from '@tollgate/contract/routes/route';
import { DomainError } from '@tollgate/domain/errors';
import type { Services } from '@tollgate/services/context/ctx';
import type { Hono } from 'hono';
import type { Binding } from './bind.ts';
import { handleRoute } from './handle-route.ts';
import type { ApiVariables } from './variables.ts';

/** Mounts every binding, and answers other methods on their paths with 405. */
export function mountRoutes(app: Hono<ApiVariables>, services: Services, bindings: readonly Binding[]): void {
  for (const binding of bindings) {
    const handle = handleRoute(binding, bindings);
    const names = pathFields(binding.route);
    app.on(binding.route.method, toPattern(binding.route.path), (request) =>
      handle(services, {
        request: request.req.raw,
        params: Object.fromEntries(names.map((name) => [name, request.req.param(name) ?? ''])),
        requestId: request.get('requestId'),
      }),
    );
  }
  const byPath = Map.groupBy(bindings, ({ route }) => route.path);
  for (const [path, atPath] of byPath) {
    const allowed = atPath.map(({ route }) => route.method);
    app.all(toPattern(path), (request) => {
      request.header('allow', [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].join(', '));
      throw new DomainError('method_not_allowed', { detail: `Only ${allowed.join(', ')} is allowed here.` });
    });
  }
}

function toPattern(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
