import { expect, test } from 'vitest';
import { portalPaths, safeNext } from './paths.ts';

const world = { product: 'atlas-api', api: 'world', version: '1.0' };

test('every link of a portal, by path', () => {
  const paths = portalPaths('/atlas');
  const links = {
    home: paths.home(),
    product: paths.product('atlas-api'),
    docs: paths.docs(world, { tag: 'Countries' }),
    docsIndex: paths.docsIndex(world),
    operation: paths.operation(world, 'repos/get a'),
    operationMarkdown: paths.operationMarkdown(world, 'getCountry'),
    schema: paths.schema(world, 'a/b'),
    problems: paths.problems(),
    problem: paths.problem('rate_limited'),
    signIn: paths.signIn({ next: '/atlas/apps' }),
    signUp: paths.signUp(),
    subscribe: paths.subscribe('atlas-api', { plan: 'pro' }),
    apps: paths.apps(),
    newApp: paths.newApp(),
    app: paths.app('app_1'),
    usage: paths.usage(),
    requests: paths.requests({ status: 429 }),
    request: paths.request('req_1'),
    invoices: paths.invoices(),
    invoicePreview: paths.invoicePreview('sub_1'),
    invoice: paths.invoice('inv_1'),
    invoicePdf: paths.invoicePdf('inv_1'),
    account: paths.account(),
    tryIt: paths.tryIt(),
    llms: paths.llms(),
  };
  expect(links).toMatchInlineSnapshot(`
    {
      "account": "/atlas/account",
      "app": "/atlas/apps/app_1",
      "apps": "/atlas/apps",
      "docs": "/atlas/docs/atlas-api/world/1.0?tag=Countries",
      "docsIndex": "/atlas/docs/atlas-api/world/1.0/index.json",
      "home": "/atlas",
      "invoice": "/atlas/invoices/inv_1",
      "invoicePdf": "/atlas/invoices/inv_1/pdf",
      "invoicePreview": "/atlas/invoices/preview/sub_1",
      "invoices": "/atlas/invoices",
      "llms": "/atlas/llms.txt",
      "newApp": "/atlas/apps/new",
      "operation": "/atlas/docs/atlas-api/world/1.0/operations/repos/get%20a",
      "operationMarkdown": "/atlas/docs/atlas-api/world/1.0/markdown/getCountry.md",
      "problem": "/atlas/errors/rate_limited",
      "problems": "/atlas/errors",
      "product": "/atlas/products/atlas-api",
      "request": "/atlas/usage/requests/req_1",
      "requests": "/atlas/usage/requests?status=429",
      "schema": "/atlas/docs/atlas-api/world/1.0/schemas/a%2Fb",
      "signIn": "/atlas/sign-in?next=%2Fatlas%2Fapps",
      "signUp": "/atlas/sign-up",
      "subscribe": "/atlas/subscribe/atlas-api?plan=pro",
      "tryIt": "/atlas/try",
      "usage": "/atlas/usage",
    }
  `);
});

test('by host, links carry no slug', () => {
  expect(portalPaths('').home()).toBe('/');
  expect(portalPaths('').app('app_1')).toBe('/apps/app_1');
});

test('after signing in nobody is sent out of the portal', () => {
  const paths = portalPaths('/atlas');
  const outside = [
    'https://evil.example',
    '//evil.example',
    '/\\evil',
    '/other/apps',
    '/atlas\\..',
    '/atlasevil',
  ];
  for (const next of outside) expect(safeNext(next, paths)).toBe('/atlas');
  expect(safeNext('/atlas/apps', paths)).toBe('/atlas/apps');
  expect(safeNext('//evil.example', portalPaths(''))).toBe('/');
  expect(safeNext('/apps', portalPaths(''))).toBe('/apps');
});
