import { type NextRequest, NextResponse } from 'next/server';
import { placeOf } from './server/address/portal-place.ts';
import { getPortalUrl, isDevelopment } from './server/config.ts';

/**
 * Finds out whose portal an address is (by host, or by path on the portal's own host), routes it to
 * app/[tenant], and gives each page a content security policy with a nonce of its own.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const { pathname, search } = request.nextUrl;
  const place = placeOf(request.headers.get('host') ?? '', pathname, getPortalUrl());
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-tollgate-path', `${pathname}${search}`);
  headers.set('x-tollgate-tenant', place.tenant);
  headers.set('x-tollgate-base', place.base);
  // next.config.ts rewrites by this header: a rewrite from here fails when the server listens on a loopback address.
  if (place.isByHost) headers.set('x-tollgate-rewrite', place.tenant);
  else headers.delete('x-tollgate-rewrite');
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // Charts and virtual lists place their parts with style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = { matcher: '/((?!api/|_next/|icon.svg).*)' };
