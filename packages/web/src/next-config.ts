import { join } from 'node:path';
import type { NextConfig } from 'next';

const root = join(import.meta.dirname, '../../..');

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
];

/** What the two apps tell Next alike: headers, our packages from source, and what is not bundled. */
export const nextConfig: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root },
  outputFileTracingRoot: root,
  transpilePackages: [
    '@tollgate/analytics',
    '@tollgate/contract',
    '@tollgate/db',
    '@tollgate/domain',
    '@tollgate/openapi',
    '@tollgate/policies',
    '@tollgate/services',
    '@tollgate/ui',
    '@tollgate/web',
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
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};
