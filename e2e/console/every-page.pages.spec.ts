import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { signInToConsole } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';
import { expectNoSideScroll, watchPage } from '../support/watch-page.ts';

const LISTS = [
  '/',
  '/apis',
  '/apis/import',
  '/products',
  '/products/new',
  '/developers',
  '/subscriptions',
  '/invoices',
  '/invoices/unbilled',
  '/usage?range=30d&groupBy=operation',
  '/requests?range=30d',
  '/explain',
  '/gateways',
  '/audit',
  '/members',
  '/tokens',
  '/mails',
  '/settings',
  '/settings/policies',
  '/account',
  '/forgot-password',
  '/reset-password/made-up',
];

/** One name for all pages that differ only by an id. */
function shapeOf(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .split('/')
    .map((part) => (/^[a-z]{3}_|^[0-9a-f]{8}-/.test(part) ? ':id' : part))
    .join('/');
}

async function linksOf(page: Page): Promise<string[]> {
  const main = page.getByRole('main');
  const addresses = await main
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return addresses.filter((address) => address.startsWith('/') && !address.startsWith('/api/'));
}

test('every page opens without errors, serious accessibility findings or sideways scrolling', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const { console: base } = readStack();
  const watched = watchPage(page);
  await signInToConsole(page);
  const opened = new Set<string>();
  const queue = [...LISTS];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const shape = shapeOf(path);
    if (opened.has(shape)) continue;
    opened.add(shape);
    await test.step(shape, async () => {
      await page.goto(base + path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      await expectNoSideScroll(page);
      await expectAccessible(page);
      queue.push(...(await linksOf(page)));
    });
  }
  // What the demo leads to: the pages of an API version, a product, a plan, an invoice and a request among them.
  expect([...opened]).toEqual(
    expect.arrayContaining([
      '/apis/:id/versions/:id/lifecycle',
      '/apis/:id/versions/:id/operations/:id',
      '/apis/:id/versions/:id/operations/:id/policies',
      '/products/:id/policies',
      '/products/:id/plans/:id/policies',
      '/products/:id/plans/:id/edit',
      '/subscriptions/:id',
      '/apps/:id',
      '/requests/:id',
      '/invoices/unbilled/:id',
    ]),
  );
  watched.expectQuiet();
});

test.describe('before signing in', () => {
  for (const path of ['/sign-in', '/sign-up', '/invitation/no-such-secret']) {
    test(`${path} opens without errors or serious accessibility findings`, async ({ page }) => {
      const watched = watchPage(page);
      await page.goto(readStack().console + path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expectNoSideScroll(page);
      await expectAccessible(page);
      watched.expectQuiet();
    });
  }
});

test('in the dark every list is as readable', async ({ page }) => {
  test.setTimeout(180_000);
  await page.emulateMedia({ colorScheme: 'dark' });
  await signInToConsole(page);
  for (const path of LISTS) {
    await test.step(path, async () => {
      await page.goto(readStack().console + path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expectAccessible(page);
    });
  }
});

test('a viewer opens every list, and where the role shows nothing the page says so', async ({ page }) => {
  test.setTimeout(180_000);
  const watched = watchPage(page);
  await signInToConsole(page, 'viewer@atlas.example', 'atlas-viewer-demo');
  for (const path of LISTS) {
    await test.step(path, async () => {
      const answer = await page.goto(readStack().console + path);
      expect(answer?.status()).toBe(200);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    });
  }
  await page.goto(`${readStack().console}/mails`);
  await expect(page.getByText('Only an owner or admin can do this. Your role is viewer.')).toBeVisible();
  watched.expectQuiet();
});
