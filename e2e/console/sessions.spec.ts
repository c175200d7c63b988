import { expect, test } from '@playwright/test';
import { signUpTenant } from '../support/new-tenant.ts';
import { signInToConsole } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';

test('without a session every page leads to sign-in and back', async ({ page }) => {
  const base = readStack().console;
  await page.goto(`${base}/products?status=published`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('E-mail').fill('owner@atlas.example');
  await page.getByLabel('Password').fill('atlas-owner-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${base}/products?status=published`);
  await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible();
});

test('a wrong password is refused without saying which part was wrong', async ({ page }) => {
  await page.goto(`${readStack().console}/sign-in`);
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('E-mail or password is wrong');
  await expect(page.getByLabel('E-mail')).toHaveValue('nobody@example.com');
});

test('an invited member joins by the link, and a changed role ends their session', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await signUpTenant(page, 'Roles');
  const base = readStack().console;
  await page.goto(`${base}/members`);
  await page.getByRole('button', { name: 'Invite' }).click();
  const email = `joiner-${Date.now()}@example.com`;
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  const link = await dialog.getByLabel('Invitation link').inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.getByLabel('Your name').fill('Joan Joiner');
  await other.getByLabel('Password').fill('a long enough password');
  await other.getByRole('button', { name: 'Join' }).click();
  await expect(other.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await other.goto(`${base}/tokens`);
  await expect(other.getByRole('button', { name: 'Issue token' })).toHaveAttribute('aria-disabled', 'true');

  await page.reload();
  const row = page.getByRole('row', { name: /Joan Joiner/ });
  await row.getByRole('button', { name: 'Change role' }).click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('editor');
  await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
  await expect(row).toContainText('editor');
  await other.goto(`${base}/members`);
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('signing out ends the session', async ({ page }) => {
  await signInToConsole(page);
  await page.getByRole('button', { name: /Ada Atlas/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(`${readStack().console}/members`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('an address of nothing is not found, inside the console', async ({ page }) => {
  await signInToConsole(page);
  for (const path of ['/nowhere', '/products/prd_1111111111111111111111', '/apis/x', '/requests/nothing']) {
    const answer = await page.goto(readStack().console + path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByText('There is nothing here')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  }
});
