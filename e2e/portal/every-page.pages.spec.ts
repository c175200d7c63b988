import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { getFirstKey, portalUrl } from '../support/portal-journey.ts';
import { signInToPortal } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';
import { expectNoSideScroll, watchPage } from '../support/watch-page.ts';

const PUBLIC = [
  '',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password/made-up',
  '/errors',
  '/errors/rate_limited',
  '/no-such-page',
];
const OWN = ['/apps', '/apps/new', '/usage', '/usage/requests', '/invoices', '/account'];

async function expectGood(page: Page, path: string): Promise<void> {
  await page.goto(portalUrl(path));
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expectAccessible(page);
  await expectNoSideScroll(page);
}

async function docsPaths(page: Page): Promise<string[]> {
  const text = await (await page.request.get(portalUrl('/llms.txt'))).text();
  const [, docs = ''] = /\((?:http[^)]*?)(\/docs\/[^)]*?)\/markdown\/getCountry\.md\)/.exec(text) ?? [];
  return [docs, `${docs}/operations/getCountry`, `${docs}/operations/convertTime`];
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('every public page is accessible and fits', async ({ page }) => {
      const { demo } = readStack();
      for (const path of [...PUBLIC, `/products/${demo.product}`, ...(await docsPaths(page))]) {
        await expectGood(page, path);
      }
    });

    test('every page of a developer is accessible, fits and is quiet', async ({ page }) => {
      const watched = watchPage(page);
      await signInToPortal(page);
      for (const path of OWN) await expectGood(page, path);
      await page.goto(portalUrl('/apps'));
      await page.getByRole('table', { name: 'Apps' }).getByRole('link').last().click();
      await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible();
      await expectAccessible(page);
      await expectNoSideScroll(page);
      watched.expectQuiet();
    });

    test('a developer who has just come sees what to do next on every page', async ({ page }) => {
      await page.goto(portalUrl('/sign-up'));
      await getFirstKey(page);
      await expectAccessible(page);
      await expectNoSideScroll(page);
      for (const path of OWN) await expectGood(page, path);
    });
  });
}
