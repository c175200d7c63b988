import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { getFirstKey, portalUrl } from '../support/portal-journey.ts';
import { readStack } from '../support/stack.ts';
import { watchPage } from '../support/watch-page.ts';

test('a stranger gets from the portal to a first 200 in under two minutes', async ({ page, request }) => {
  const startedAtMs = Date.now();
  const watched = watchPage(page);
  await page.goto(portalUrl());
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Build with');
  const key = await getFirstKey(page);
  expect(key).toMatch(/^tg_live_[0-9A-Za-z]{30}$/);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Send it now' }).click();
  await expect(page.getByText('200', { exact: true })).toBeVisible();
  await expect(page.getByText(/RateLimit: /)).toBeVisible();
  expect(Date.now() - startedAtMs).toBeLessThan(120_000);

  const answer = await request.get(readStack().demo.request, { headers: { 'x-api-key': key } });
  expect(answer.status()).toBe(200);
  expect(answer.headers().ratelimit).toContain('"minute";r=');
  watched.expectQuiet();
});

test('a key is shown once: the app’s page knows only its beginning', async ({ page }) => {
  const key = await getFirstKey(page);
  await page.getByRole('link', { name: /^Open / }).click();
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible();
  await expect(page.getByText(`${key.slice(0, 12)}…`)).toBeVisible();
  await page.reload();
  expect(await page.content()).not.toContain(key);
});

test('an app has a product once, and the form says so without losing what was chosen', async ({ page }) => {
  await getFirstKey(page);
  await page.goto(portalUrl(`/subscribe/${readStack().demo.product}`));
  await expect(page.getByText('You have this product already')).toBeVisible();
  await page.getByLabel('App', { exact: true }).selectOption('My app');
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await page.getByRole('button', { name: 'Subscribe and get a key' }).click();
  await expect(page.getByText(/already has a subscription to this product/i).first()).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Pro/ })).toBeChecked();
});
