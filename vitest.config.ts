import { defineConfig } from 'vitest/config';

const WITH_STORES = '**/*.{pg,ch,redis,security,stack}.test.{ts,tsx}';
const EXCLUDED = ['**/node_modules/**', '**/.next/**', '**/.local/**', 'e2e/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{apps,packages,infra}/**/*.test.{ts,tsx}'],
          exclude: [...EXCLUDED, WITH_STORES],
        },
      },
      {
        test: {
          name: 'stores',
          include: [`{apps,packages,infra}/${WITH_STORES}`],
          exclude: EXCLUDED,
          globalSetup: ['packages/testkit/src/stores/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
