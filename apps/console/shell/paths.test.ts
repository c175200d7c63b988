import { describe, expect, test } from 'vitest';
import { paths, safeNext } from './paths.ts';

describe('paths', () => {
  test('every address is built as it was', () => {
    const built = Object.entries(paths).map(([name, build]) => {
      const args = Array.from({ length: build.length }, (_, index) => `id${index + 1}`);
      return [name, (build as (...args: string[]) => string)(...args)];
    });
    expect(Object.fromEntries(built)).toMatchInlineSnapshot(`
      {
        "account": "/account",
        "api": "/apis/id1",
        "apiImport": "/apis/import",
        "apiImportProgress": "/apis/imports/id1",
        "apiSettings": "/apis/id1/settings",
        "apiVersion": "/apis/id1/versions/id2",
        "apiVersionLifecycle": "/apis/id1/versions/id2/lifecycle",
        "apiVersionPolicies": "/apis/id1/versions/id2/policies",
        "apiVersionRouting": "/apis/id1/versions/id2/routing",
        "apiVersionUpstream": "/apis/id1/versions/id2/upstream",
        "apis": "/apis",
        "app": "/apps/id1",
        "audit": "/audit",
        "developer": "/developers/id1",
        "developers": "/developers",
        "explanation": "/explain/id1",
        "explanations": "/explain",
        "forgotPassword": "/forgot-password",
        "gateways": "/gateways",
        "gatewaysData": "/api/gateways",
        "importData": "/api/imports/id1",
        "importsData": "/api/imports",
        "invitation": "/invitation/id1",
        "invoice": "/invoices/id1",
        "invoicePdf": "/api/invoices/id1/pdf",
        "invoicePreview": "/invoices/unbilled/id1",
        "invoices": "/invoices",
        "liveTrafficData": "/api/live-traffic",
        "mails": "/mails",
        "members": "/members",
        "newPlan": "/products/id1/plans/new",
        "newProduct": "/products/new",
        "operation": "/apis/id1/versions/id2/operations/id3",
        "operationPolicies": "/apis/id1/versions/id2/operations/id3/policies",
        "operationRoute": "/apis/id1/versions/id2/operations/id3/route",
        "overview": "/",
        "plan": "/products/id1/plans/id2",
        "planEdit": "/products/id1/plans/id2/edit",
        "planPolicies": "/products/id1/plans/id2/policies",
        "product": "/products/id1",
        "productCoverage": "/products/id1/covers",
        "productOperations": "/products/id1/covers/id2",
        "productPolicies": "/products/id1/policies",
        "productSettings": "/products/id1/settings",
        "products": "/products",
        "request": "/requests/id1",
        "requests": "/requests",
        "resetPassword": "/reset-password/id1",
        "settings": "/settings",
        "signIn": "/sign-in",
        "signUp": "/sign-up",
        "subscription": "/subscriptions/id1",
        "subscriptions": "/subscriptions",
        "tenantPolicies": "/settings/policies",
        "tokens": "/tokens",
        "unbilled": "/invoices/unbilled",
        "usage": "/usage",
      }
    `);
  });

  test('ids are escaped and empty query values left out', () => {
    expect(paths.invitation('a/b?c')).toBe('/invitation/a%2Fb%3Fc');
    expect(paths.developers({ search: 'a b', status: undefined, sort: '' })).toBe('/developers?search=a+b');
  });

  test.each([
    ['/products?sort=name', '/products?sort=name'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    [undefined, '/'],
  ])('after signing in, %s leads to %s', (next, expected) => {
    expect(safeNext(next)).toBe(expected);
  });
});
