import type { Route } from '@tollgate/contract/routes/route';
import { etagOf, matchesEtag } from './etag.ts';

/** The JSON text of what a verb returned; empty for routes without a body. */
export function toBody(route: Route, result: unknown): string {
  if (route.answer === 'none') return '';
  return JSON.stringify(route.answer === 'one' ? { data: result } : result);
}

/** The answer to a request with this body; a GET whose ETag the client has already is a 304. */
export function answerJson(route: Route, status: number, body: string, request: Request): Response {
  if (body === '') return new Response(null, { status });
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'private, no-cache' });
  if (route.answer === 'one' && (route.method === 'GET' || route.method === 'PATCH')) {
    headers.set('etag', etagOf(body));
  }
  const etag = headers.get('etag');
  const known = request.headers.get('if-none-match');
  if (route.method === 'GET' && etag && known && matchesEtag(known, etag, true)) {
    headers.delete('content-type');
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { status, headers });
}

/** A file to save under its name. */
export function answerFile({ name, bytes }: { name: string; bytes: Uint8Array }): Response {
  const safeName = name.replace(/[^\w.-]/g, '_');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': safeName.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream',
      'content-disposition': `attachment; filename="${safeName}"`,
      'cache-control': 'private, no-cache',
    },
  });
}
