import type { Services } from '@tollgate/services/context/ctx';
import pino from 'pino';
import { createApp } from '../app.ts';
import { ChangeListener } from '../feed/change-listener.ts';

export interface CallOptions {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export type CallApi = (method: string, path: string, options?: CallOptions) => Promise<Response>;

function createTestApp(services: Services) {
  const log = pino({ level: 'silent' });
  const changes = new ChangeListener('postgres://127.0.0.1:1/none', log);
  return createApp({ services, log, changes, close: async () => {} });
}

/** The whole API in this process, called without a socket. */
export function apiCaller(services: Services): CallApi {
  const app = createTestApp(services);
  return async (method, path, { token, body, headers } = {}) => {
    const isText = typeof body === 'string';
    return app.request(`http://api.test${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
  };
}

/** Every method and path that something answers on, as the router knows them. */
export function mountedRoutes(services: Services): Set<string> {
  const mounted = createTestApp(services).routes.filter(({ method }) => method !== 'ALL');
  return new Set(mounted.map(({ method, path }) => `${method} ${path}`));
}
