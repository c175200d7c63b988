import { passOn } from '@tollgate/web/pass-on';
import type { NextRequest, NextResponse } from 'next/server';

/** Gives each page a content security policy with a nonce of its own, and tells it its address. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set('x-tollgate-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return passOn(headers);
}

// Route handlers need no policy, and uploads must not be buffered on their way to them.
export const config = { matcher: '/((?!api/|_next/static|_next/image|icon.svg).*)' };
