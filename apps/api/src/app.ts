import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { Hono } from 'hono';
import type { ApiContext } from './context.ts';
import { openapiRoute } from './docs/openapi-route.ts';
import { problemRoutes } from './docs/problem-routes.ts';
import { feedRoutes } from './feed/feed-routes.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { toProblem } from './http/problem.ts';
import type { ApiVariables } from './http/variables.ts';
import { oauthRoutes } from './oauth/oauth-routes.ts';
import { ALL_BINDINGS } from './routes/all-bindings.ts';

/** The whole HTTP surface of this process. */
export function createApp(context: ApiContext): Hono<ApiVariables> {
  const { apiUrl } = context.services.settings;
  const app = new Hono<ApiVariables>();
  app.use('*', async (request, next) => {
    const requestId = newId('request');
    request.set('requestId', requestId);
    request.header('x-request-id', requestId);
    request.header('x-content-type-options', 'nosniff');
    await next();
  });
  app.get('/healthz', (request) => request.json({ status: 'ok' }));
  app.route('/feed/v1', feedRoutes(context));
  if (context.sealing) app.route('/oauth', oauthRoutes(context, context.sealing));
  const openapi = openapiRoute(apiUrl);
  app.get('/v1/openapi.json', (request) => openapi(request.req.raw));
  app.route('/problems', problemRoutes(apiUrl));
  mountRoutes(app, context.services, ALL_BINDINGS);
  app.notFound((request) => {
    const error = new DomainError('not_found', { detail: 'No route answers here. See /v1/openapi.json.' });
    return toProblem(error, request.get('requestId'), apiUrl, context.log);
  });
  app.onError((error, request) => {
    const problem = toProblem(error, request.get('requestId'), apiUrl, context.log);
    const allow = request.res.headers.get('allow');
    if (allow) problem.headers.set('allow', allow);
    return problem;
  });
  return app;
}
