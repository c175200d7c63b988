import { matchPath } from '../path-patterns.ts';
import { CONTINUE, type PolicyHandler } from '../policy.ts';
import type { RedirectConfig } from './schema.ts';

/** Makes the handler of the redirect policy. */
export function createRedirectHandler(): PolicyHandler<RedirectConfig> {
  return (request, { from, to, status, keepQuery }) => {
    for (const pattern of from) {
      const rest = matchPath(pattern, request.rest);
      if (rest === null) continue;
      // Without slashes in front, or the browser could take what follows for a host.
      const address = to.replaceAll('{rest}', rest.replace(/^[/\\]+/, ''));
      const query = keepQuery ? joinQuery(address, request.query) : '';
      return { kind: 'answer', status: Number(status), headers: ['location', address + query] };
    }
    return CONTINUE;
  };
}

function joinQuery(address: string, query: string): string {
  if (query.length <= 1) return '';
  return address.includes('?') ? `&${query.slice(1)}` : query;
}
