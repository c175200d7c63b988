import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a route is given. */
export type Call = {
  params: Record<string, string>;
  query: URLSearchParams;
  /** The parsed JSON body of a POST. */
  body: unknown;
  request: IncomingMessage;
  response: ServerResponse;
};

/** One operation: what it returns is sent as JSON, undefined means that it has answered itself. */
export type Route = {
  method: 'GET' | 'POST';
  /** Segments in braces are parameters, as in OpenAPI. */
  path: string;
  handle(call: Call): unknown;
};

/** The route for a path and method, with its parameters; or the methods that the path knows. */
export function matchRoute(routes: Route[], method: string, path: string) {
  const segments = path.split('/');
  const allowed = new Set<string>();
  for (const route of routes) {
    const params = matchPath(route.path.split('/'), segments);
    if (!params) continue;
    if (route.method === (method === 'HEAD' ? 'GET' : method)) return { route, params };
    allowed.add(route.method);
  }
  return { allowed: [...allowed] };
}

function matchPath(template: string[], segments: string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const actual = segments[index] ?? '';
    if (expected.startsWith('{')) params[expected.slice(1, -1)] = actual;
    else if (expected !== actual) return undefined;
  }
  return params;
}
