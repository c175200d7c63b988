import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { placeOf } from '../../../../server/address/portal-place.ts';
import { getAuthOptions } from '../../../../server/auth-options.ts';
import { getPortalUrl } from '../../../../server/config.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

/** All portals of a host sign in here: the host says whose portal it is, or the slug that the form sends. */
function handle(request: NextRequest, context: Context) {
  const slug = request.nextUrl.searchParams.get('portal') ?? '';
  const place = placeOf(request.headers.get('host') ?? '', `/${slug}`, getPortalUrl());
  return NextAuth(request, context, getAuthOptions(place));
}

export { handle as GET, handle as POST };
