/** Who may import whom. Each rule says in its comment what it protects. */

const TEST = '\\.test\\.tsx?$';
const NOT_PRODUCTION = '^(e2e|packages/(testkit|tooling))/';

/** What starts by itself: processes, programs, tests, and what Next and Playwright find by name. */
const ENTRIES = [
  TEST,
  '\\.(config|setup)\\.(ts|mjs|js)$',
  '(^|/)global-setup\\.ts$',
  '^(apps|infra)/.*/main\\.ts$',
  '^infra/local/src/[^/]+\\.ts$',
  '^apps/(console|portal)/(app/|middleware|proxy|instrumentation)',
  '^packages/tooling/src/[^/]+\\.ts$',
  '^e2e/',
].join('|');

/** Paths of npm packages, wherever npm put them. */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

/** Sources of our own packages. */
const own = (...names) => `^packages/(${names.join('|')})/`;

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** A package that may import only the listed packages of ours. Its tests may use testkit besides. */
function onlyOwn(folder, ...allowed) {
  return [
    forbid(
      `${folder.replaceAll('/', '-')}-imports-only-its-own`,
      `${folder} may import of ours only: ${allowed.join(', ') || 'nothing'}.`,
      { path: `^${folder}/`, pathNot: TEST },
      {
        path: '^(packages|apps|infra|e2e)/',
        pathNot: [`^${folder}/`, ...(allowed.length > 0 ? [own(...allowed)] : [])],
      },
    ),
  ];
}

const packageRules = [
  forbid(
    'domain-imports-zod-only',
    'The domain is pure. Of Node it takes only what touches nothing outside: hashes, checksums, address arithmetic.',
    { path: '^packages/domain/', pathNot: TEST },
    { pathNot: ['^packages/domain/', npm('zod'), '^(node:)?(crypto|zlib|net)$'] },
  ),
  ...onlyOwn('packages/contract', 'domain'),
  ...onlyOwn('packages/openapi', 'domain'),
  ...onlyOwn('packages/policies', 'domain'),
  ...onlyOwn('packages/db', 'domain'),
  ...onlyOwn('packages/analytics', 'domain'),
  ...onlyOwn('packages/counters', 'domain'),
  ...onlyOwn('packages/billing', 'domain'),
  ...onlyOwn('packages/ui'),
  ...onlyOwn('packages/web', 'domain', 'services', 'ui'),
  ...onlyOwn('packages/services', 'analytics', 'billing', 'contract', 'db', 'domain', 'openapi', 'policies'),
  ...onlyOwn('packages/tooling'),
];

const appRules = [
  ...onlyOwn('apps/console', 'contract', 'domain', 'openapi', 'policies', 'services', 'ui', 'web'),
  ...onlyOwn('apps/portal', 'contract', 'domain', 'openapi', 'policies', 'services', 'ui', 'web'),
  ...onlyOwn(
    'apps/api',
    'analytics',
    'billing',
    'contract',
    'db',
    'domain',
    'openapi',
    'policies',
    'services',
  ),
  ...onlyOwn('apps/worker', 'analytics', 'billing', 'contract', 'db', 'domain', 'openapi', 'services'),
  ...onlyOwn('apps/gateway', 'analytics', 'contract', 'counters', 'domain', 'policies'),
  forbid(
    'gateway-knows-postgres-only-through-the-feed',
    'The gateway serves with every store and the control plane down.',
    { path: '^apps/gateway/', pathNot: TEST },
    { path: npm('next', 'react', 'react-dom', 'stripe', 'pg', 'drizzle-orm') },
  ),
  forbid(
    'screens-know-no-store',
    'Console and portal hold screens only; data comes from verbs and queries in packages/services.',
    { path: '^(apps/(console|portal)|packages/web)/', pathNot: TEST },
    { path: npm('drizzle-orm', 'ioredis', 'pg', '@clickhouse/client') },
  ),
];

const sliceRules = [
  forbid(
    'feature-through-its-index',
    'A feature imports another only through its index.ts, so that its inside can change freely.',
    { path: '^apps/([^/]+)/features/([^/]+)/' },
    {
      path: '^apps/[^/]+/features/',
      pathNot: ['^apps/$1/features/$2/', '^apps/$1/features/[^/]+/index\\.tsx?$'],
    },
  ),
  forbid(
    'app-routes-through-the-index',
    'Routes, shell and server reach a feature only through its index.ts.',
    { path: '^apps/[^/]+/(app|shell|server)/' },
    { path: '^apps/[^/]+/features/', pathNot: '^apps/[^/]+/features/[^/]+/index\\.tsx?$' },
  ),
  forbid(
    'policy-knows-no-policy',
    'Policies meet only in the engine; one that imports another cannot be removed or reordered.',
    { path: '^packages/policies/src/([^/]+)/', pathNot: TEST },
    { path: '^packages/policies/src/[^/]+/', pathNot: '^packages/policies/src/$1/' },
  ),
  forbid(
    'policy-schema-is-isomorphic',
    'The console draws forms from schema.ts in the browser.',
    { path: '^packages/policies/src/[^/]+/schema\\.ts$' },
    {
      pathNot: [
        npm('zod'),
        '^packages/domain/',
        '^packages/policies/src/[^/]+\\.ts$',
        '^packages/policies/src/$1/',
      ],
    },
  ),
  forbid(
    'job-knows-no-job',
    'Jobs meet only in the queue.',
    { path: '^apps/worker/src/jobs/([^/]+)/', pathNot: TEST },
    { path: '^apps/worker/src/jobs/[^/]+/', pathNot: '^apps/worker/src/jobs/$1/' },
  ),
];

const generalRules = [
  forbid(
    'testkit-only-from-tests',
    'Fakes and harnesses must not run in production.',
    { pathNot: [TEST, NOT_PRODUCTION] },
    { path: '^packages/testkit/' },
  ),
  forbid(
    'tooling-from-nowhere',
    'Checks and generators are programs, not a library.',
    { pathNot: ['^packages/tooling/', TEST] },
    { path: '^packages/tooling/' },
  ),
  forbid(
    'no-app-imports-an-app',
    'Processes meet over the network and in the stores.',
    { path: '^(apps/[^/]+|packages)/', pathNot: TEST },
    { path: '^apps/', pathNot: '^$1/' },
  ),
  forbid('no-cycle', 'A cycle cannot be understood, tested or moved in parts.', {}, { circular: true }),
  forbid(
    'every-source-is-reached',
    'Nothing that runs imports this file: delete it, or import it. Files that are entries stand in the rule.',
    { path: ENTRIES },
    {
      path: '^(packages|apps|infra)/.*\\.tsx?$',
      pathNot: [TEST, ENTRIES, '\\.d\\.ts$'],
      reachable: false,
    },
  ),
  forbid('nothing-unresolvable', 'The import leads nowhere.', {}, { couldNotResolve: true }),
  forbid(
    'no-test-imported',
    'What several tests need belongs to packages/testkit.',
    { pathNot: TEST },
    { path: TEST },
  ),
];

module.exports = {
  forbidden: [...packageRules, ...appRules, ...sliceRules, ...generalRules],
  options: {
    // TypeScript 7 has no parser that JavaScript can call; swc has.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|\\.local|dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
