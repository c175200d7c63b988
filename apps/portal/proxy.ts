import { passOn } from '@tollgate/web/pass-on';
import type { NextRequest, NextResponse } from 'next/server';
import { placeOf } from './server/address/portal-place.ts';
import { getPortalUrl } from './server/config.ts';

/**
 * Finds out whose portal an address is (by host, or by path on the portal's own host), routes it to
 * app/[tenant], and gives each page a content security policy with a nonce of its own.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const place = placeOf(request.headers.get('host') ?? '', pathname, getPortalUrl());
  const headers = new Headers(request.headers);
  headers.set('x-tollgate-path', `${pathname}${search}`);
  headers.set('x-tollgate-tenant', place.tenant);
  headers.set('x-tollgate-base', place.base);
  // next.config.ts rewrites by this header: a rewrite from here fails when the server listens on a loopback address.
  if (place.isByHost) headers.set('x-tollgate-rewrite', place.tenant);
  else headers.delete('x-tollgate-rewrite');
  return passOn(headers);
}

export const config = { matcher: '/((?!api/|_next/|icon.svg).*)' };
