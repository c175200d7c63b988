import { expect, test } from '@playwright/test';
import { portalUrl } from '../support/portal-journey.ts';
import { readStack } from '../support/stack.ts';

test('a visitor reads docs, searches by keyboard and tries an operation with a key', async ({ page }) => {
  const { demo } = readStack();
  await page.goto(portalUrl(`/products/${demo.product}`));
  await page.getByRole('link', { name: 'Read the docs' }).click();
  await expect(page.getByRole('heading', { name: 'Authentication' })).toBeVisible();

  await page.getByRole('searchbox', { name: 'Search operations' }).fill('get a country');
  await expect(page.getByText(/\d+ of \d+ operations/)).toBeVisible();
  const found = page.getByRole('region', { name: 'Operations' }).getByRole('link').first();
  await expect(found).toHaveAccessibleName(/Get a country/);
  await found.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Get a country' })).toBeVisible();

  await page.getByLabel('API key').fill(demo.apiKey);
  await page.getByRole('textbox', { name: 'code' }).fill('JP');
  await page.getByRole('button', { name: 'Send request' }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer.getByText('200', { exact: true })).toBeVisible();
  await expect(answer).toContainText('Japan');
});

test('trying without a key says what is missing, and an empty required value is named before anything is sent', async ({
  page,
}) => {
  await openGetCountry(page);
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('key_missing');
  await page.getByRole('textbox', { name: 'code' }).fill('');
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByText('Fill in code first.')).toBeVisible();
});

test('samples come in several languages and the choice stays', async ({ page }) => {
  await openGetCountry(page);
  const samples = page.getByRole('region', { name: 'Code samples' });
  await samples.getByRole('button', { name: 'Python' }).click();
  await expect(samples).toContainText('import');
  await page.getByRole('navigation', { name: 'Neighbours' }).getByRole('link').last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Get a country' })).toBeHidden();
  await expect(samples.getByRole('button', { name: 'Python' })).toHaveAttribute('aria-pressed', 'true');
});

test('machines read the same docs as text', async ({ request }) => {
  const text = await (await request.get(portalUrl('/llms.txt'))).text();
  const link = /\((http[^)]+getCountry\.md)\)/.exec(text)?.[1];
  const markdown = await request.get(link ?? '');
  expect(markdown.headers()['content-type']).toContain('text/markdown');
  expect(await markdown.text()).toContain('# Get a country');
});

test('a request of the try-it panel goes to the tenant’s own gateway and nowhere else', async ({
  request,
}) => {
  const { portal, demo } = readStack();
  const docs = /\/docs\/([^/]+)\/([^/]+)\/([^/]+)\//.exec(
    await (await request.get(portalUrl('/llms.txt'))).text(),
  );
  const [, product, api, version] = docs ?? [];
  const credential = { kind: 'key', key: demo.apiKey };
  const send = (path: string, origin = portal) =>
    request.post(portalUrl('/try'), {
      headers: { origin },
      data: { product, api, version, method: 'GET', path, headers: [], body: null, credential },
    });
  expect((await (await send('/countries/FR')).json()).status).toBe(200);
  expect((await send('//evil.example/x')).status()).toBe(422);
  expect((await send('/../../other')).status()).toBe(422);
  expect((await send('/countries/FR', 'https://evil.example')).status()).toBe(403);
});

async function openGetCountry(page: import('@playwright/test').Page): Promise<void> {
  await page.goto(portalUrl(`/products/${readStack().demo.product}`));
  await page.getByRole('link', { name: 'Read the docs' }).click();
  await page
    .getByRole('link', { name: /Get a country/ })
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Get a country' })).toBeVisible();
}
