import { type APIRequestContext, expect, test } from '@playwright/test';
import { getFirstKey, portalUrl, signUpDeveloper } from '../support/portal-journey.ts';
import { signInToPortal } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';

async function call(request: APIRequestContext, key: string) {
  const answer = await request.get(readStack().demo.request, { headers: { 'x-api-key': key } });
  return { status: answer.status(), code: answer.ok() ? '' : String((await answer.json()).code) };
}

test('a key is rotated with overlap, and a revoked one dies within a second', async ({ page, request }) => {
  const old = await getFirstKey(page);
  await page.getByRole('link', { name: /^Open / }).click();
  await page.getByRole('button', { name: /^Rotate/ }).click();
  await page.getByRole('radio', { name: /^One hour/ }).check();
  await page.getByRole('button', { name: 'Rotate key' }).click();
  const next = await page.getByLabel('Your API key').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();

  expect(next).not.toBe(old);
  await expect.poll(async () => (await call(request, next)).status, { timeout: 1_500 }).toBe(200);
  expect((await call(request, old)).status).toBe(200);

  const row = page.getByRole('row').filter({ hasText: `${old.slice(0, 12)}…` });
  await row.getByRole('button', { name: /^Revoke/ }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await call(request, old)).code, { timeout: 1_500 }).toBe('key_revoked');
  expect((await call(request, next)).status).toBe(200);
  await expect(row.getByText('revoked')).toBeVisible();
});

test('usage is seconds old, and a limit explains itself', async ({ page, request }) => {
  const key = await getFirstKey(page);
  let last = { status: 0, code: '' };
  for (let sent = 0; sent < 130 && last.status !== 429; sent++) last = await call(request, key);
  expect(last).toEqual({ status: 429, code: 'rate_limited' });

  await expect(async () => {
    await page.goto(portalUrl('/usage?range=hour'));
    await expect(page.getByRole('link', { name: 'rate_limited' }).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 8_000 });
  await expect(page.getByText(/of 10,000 requests/)).toBeVisible();
  await page.getByRole('link', { name: 'rate_limited' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'The rate limit is reached' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What to do' })).toBeVisible();
});

test('the cost so far is the same on its page and in the list', async ({ page }) => {
  await getFirstKey(page);
  await page.goto(portalUrl('/invoices'));
  const running = page.getByRole('table', { name: 'Running periods' });
  await expect(running.getByRole('cell', { name: '$0.00' })).toBeVisible();
  await running.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cost so far' })).toBeVisible();
  await expect(page.getByText('$0.00').last()).toBeVisible();
});

test('cancelling a subscription asks first and then closes the gateway', async ({ page, request }) => {
  const key = await getFirstKey(page);
  await expect.poll(async () => (await call(request, key)).status, { timeout: 1_500 }).toBe(200);
  await page.getByRole('link', { name: /^Open / }).click();
  await page.getByRole('button', { name: /^Cancel the subscription/ }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  expect((await call(request, key)).status).toBe(200);
  await page.getByRole('button', { name: /^Cancel the subscription/ }).click();
  await dialog.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await call(request, key)).code, { timeout: 1_500 }).toBe('not_subscribed');
});

test('an invoice opens as a page and as a PDF, for its developer only', async ({ page, browser }) => {
  await signInToPortal(page);
  await page.goto(portalUrl('/invoices'));
  await page.getByRole('table', { name: 'Invoices' }).getByRole('cell').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^Invoice / })).toBeVisible();
  const pdf = (await page.getByRole('link', { name: 'Download PDF' }).getAttribute('href')) ?? '';
  const { portal } = readStack();
  const mine = await page.request.get(portal + pdf);
  expect(mine.headers()['content-type']).toBe('application/pdf');
  expect((await mine.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const other = await browser.newContext();
  expect((await other.request.get(portal + pdf)).status()).toBe(401);
  const stranger = await other.newPage();
  await signUpDeveloper(stranger);
  expect((await other.request.get(portal + pdf)).status()).toBe(404);
  await other.close();
});
