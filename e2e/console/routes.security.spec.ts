import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { readDemoIds } from '../support/demo-ids.ts';
import { signUpTenant } from '../support/new-tenant.ts';
import { readStack } from '../support/stack.ts';

const MANIFEST = '../../apps/console/.next/app-path-routes-manifest.json';
const OWN_ROUTES = ['/api/gateways', '/api/imports', '/api/live-traffic'];
const AIMED_ROUTES = ['/api/imports/[importId]', '/api/invoices/[invoiceId]/pdf'];
/** Of next-auth, and the icon. */
const OPEN_ROUTES = ['/api/auth/[...nextauth]', '/icon.svg'];

test('every route stands in this matrix', () => {
  const text = readFileSync(fileURLToPath(new URL(MANIFEST, import.meta.url)), 'utf8');
  const routes = Object.entries(JSON.parse(text) as Record<string, string>)
    .filter(([file]) => file.endsWith('/route'))
    .map(([, path]) => path);
  expect(routes.sort()).toEqual([...OWN_ROUTES, ...AIMED_ROUTES, ...OPEN_ROUTES].sort());
});

test('without a session every route answers 401', async ({ request }) => {
  const { console: base } = readStack();
  for (const route of [...OWN_ROUTES, ...AIMED_ROUTES]) {
    const isUpload = route === '/api/imports';
    const answer = isUpload
      ? await request.post(base + route, { headers: { origin: base }, data: 'openapi: 3.1.0' })
      : await request.get(base + route.replace(/\[\w+\]/, 'x'));
    expect(answer.status(), route).toBe(401);
  }
});

test('an invoice of another tenant is not found', async ({ page }) => {
  await signUpTenant(page, 'Thief');
  const id = await readDemoIds();
  const answer = await page.request.get(`${readStack().console}/api/invoices/${id('invoices')}/pdf`);
  expect(answer.status()).toBe(404);
});

test('an upload from another site is refused', async ({ page }) => {
  await signUpTenant(page, 'Victim');
  const answer = await page.request.post(`${readStack().console}/api/imports`, {
    headers: { origin: 'https://evil.example' },
    data: 'openapi: 3.1.0',
  });
  expect(answer.status()).toBe(403);
});
