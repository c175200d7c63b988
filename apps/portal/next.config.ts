import { nextConfig } from '@tollgate/web/next-config';
import type { NextConfig } from 'next';

/** On a host of its own a portal's paths carry no slug: proxy.ts says in a header whose portal it is. */
const whosePortal = [{ type: 'header' as const, key: 'x-tollgate-rewrite', value: '(?<tenant>.+)' }];

const config: NextConfig = {
  ...nextConfig,
  rewrites: async () => ({
    beforeFiles: [
      // Every rule that matches is applied, one after the other: none may match what another has made.
      { source: '/:path((?!api/|_next/|icon.svg).+)', has: whosePortal, destination: '/:tenant/:path' },
      { source: '/', has: whosePortal, destination: '/:tenant' },
    ],
    afterFiles: [],
    fallback: [],
  }),
};

export default config;
