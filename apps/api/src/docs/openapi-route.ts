import { buildOpenapi } from '@tollgate/contract/openapi/build-openapi';
import { etagOf, matchesEtag } from '../http/etag.ts';

const MAX_AGE_SECONDS = 300;

/** Answers with the management API's own OpenAPI document, built once a process. */
export function openapiRoute(apiUrl: string): (request: Request) => Response {
  let body: string | undefined;
  return (request) => {
    body ??= JSON.stringify(buildOpenapi(apiUrl));
    const headers = {
      'content-type': 'application/json',
      'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
      'access-control-allow-origin': '*',
      etag: etagOf(body),
    };
    const known = request.headers.get('if-none-match');
    if (known && matchesEtag(known, headers.etag, true)) return new Response(null, { status: 304, headers });
    return new Response(body, { headers });
  };
}
