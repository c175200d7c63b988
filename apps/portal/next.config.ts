import { join } from 'node:path';
import type { NextConfig } from 'next';

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
];

/** On a host of its own a portal's paths carry no slug: proxy.ts says in a header whose portal it is. */
const whosePortal = [{ type: 'header' as const, key: 'x-tollgate-rewrite', value: '(?<tenant>.+)' }];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root: join(import.meta.dirname, '../..') },
  outputFileTracingRoot: join(import.meta.dirname, '../..'),
  transpilePackages: [
    '@tollgate/analytics',
    '@tollgate/contract',
    '@tollgate/db',
    '@tollgate/domain',
    '@tollgate/openapi',
    '@tollgate/policies',
    '@tollgate/services',
    '@tollgate/ui',
  ],
  serverExternalPackages: [
    '@node-rs/argon2',
    '@clickhouse/client',
    'drizzle-orm',
    'graphile-worker',
    'pdfkit',
    'pg',
    'sanitize-html',
    'undici',
  ],
  // The one type check of the repository is `npm run check`, by a compiler that Next cannot call.
  typescript: { ignoreBuildErrors: true },
  rewrites: async () => ({
    beforeFiles: [
      // Every rule that matches is applied, one after the other: none may match what another has made.
      { source: '/:path((?!api/|_next/|icon.svg).+)', has: whosePortal, destination: '/:tenant/:path' },
      { source: '/', has: whosePortal, destination: '/:tenant' },
    ],
    afterFiles: [],
    fallback: [],
  }),
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
