import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { Hono } from 'hono';
import type { ApiContext } from './context.ts';
import { feedRoutes } from './feed/feed-routes.ts';
import { toProblem } from './http/problem.ts';

/** The whole HTTP surface of this process. */
export function createApp(context: ApiContext): Hono {
  const { apiUrl } = context.services.settings;
  const app = new Hono();
  const requestIds = new WeakMap<Request, string>();
  app.use('*', async (request, next) => {
    const requestId = newId('request');
    requestIds.set(request.req.raw, requestId);
    await next();
    request.res.headers.set('x-request-id', requestId);
  });
  app.get('/healthz', (request) => request.json({ status: 'ok' }));
  app.route('/feed/v1', feedRoutes(context));
  app.notFound((request) => {
    const error = new DomainError('not_found', { detail: 'No route answers here. See /v1/openapi.json.' });
    return toProblem(error, requestIds.get(request.req.raw) ?? '', apiUrl, context.log);
  });
  app.onError((error, request) =>
    toProblem(error, requestIds.get(request.req.raw) ?? '', apiUrl, context.log),
  );
  return app;
}
