import { expect, test } from '@playwright/test';
import { mailedLink } from '../support/mailed-link.ts';
import { signUpTenant } from '../support/new-tenant.ts';
import { PORTAL_PASSWORD, portalUrl, signUpDeveloper } from '../support/portal-journey.ts';
import { readStack } from '../support/stack.ts';

async function signIn(page: import('@playwright/test').Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a page behind the sign-in leads there and back', async ({ page }) => {
  const email = await signUpDeveloper(page);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto(portalUrl('/usage?range=day'));
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, email, PORTAL_PASSWORD);
  await expect(page).toHaveURL(portalUrl('/usage?range=day'));
});

test('an unknown e-mail and a wrong password get the same words, and what was typed stays', async ({
  page,
}) => {
  const email = await signUpDeveloper(page);
  await page.context().clearCookies();
  const words: (string | null)[] = [];
  for (const tried of [email, `nobody-${Date.now()}@example.com`]) {
    await page.goto(portalUrl('/sign-in'));
    await signIn(page, tried, 'not the password');
    const alert = page.getByRole('alert').filter({ hasText: 'wrong' });
    await expect(alert).toBeVisible();
    words.push(await alert.textContent());
    await expect(page.getByLabel('E-mail')).toHaveValue(tried);
  }
  expect(words[0]).toBe(words[1]);
});

test('signing in never leads out of the portal', async ({ page }) => {
  const email = await signUpDeveloper(page);
  await page.context().clearCookies();
  await page.goto(portalUrl('/sign-in?next=https%3A%2F%2Fevil.example%2F'));
  await signIn(page, email, PORTAL_PASSWORD);
  await expect(page).toHaveURL(portalUrl());
});

test('a changed password ends every other session', async ({ page, browser }) => {
  const email = await signUpDeveloper(page);
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await elsewhere.goto(portalUrl('/sign-in'));
  await signIn(elsewhere, email, PORTAL_PASSWORD);
  await expect(elsewhere.getByRole('link', { name: 'Apps' })).toBeVisible();

  await page.goto(portalUrl('/account'));
  await page.getByLabel('Current password').fill(PORTAL_PASSWORD);
  await page.getByLabel('New password', { exact: true }).fill('another long password');
  await page.getByLabel('New password again').fill('another long password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page).toHaveURL(/\/sign-in/);

  await elsewhere.goto(portalUrl('/apps'));
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});

test('sign-up says what is wrong where it is wrong', async ({ page }) => {
  const email = await signUpDeveloper(page);
  await page.context().clearCookies();
  await page.goto(portalUrl('/sign-up'));
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('E-mail').fill('not an e-mail');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/must be an e-mail address/i);
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/at least 12 characters/i);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PORTAL_PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/already has an account/i);
});

test('addresses of nobody and of nothing say so with status 404', async ({ page }) => {
  const { portal } = readStack();
  for (const address of [
    `${portal}/no-such-tenant`,
    portalUrl('/no-such-page'),
    portalUrl('/products/none'),
  ]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(page.getByText('There is nothing here').first()).toBeVisible();
  }
});

test('a forgotten password is replaced by the mailed link', async ({ page }) => {
  const email = await signUpDeveloper(page);
  await page.context().clearCookies();
  await page.goto(portalUrl('/sign-in'));
  await page.getByRole('link', { name: 'Forgot it?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByText(`If ${email} has an account here`)).toBeVisible();
  await page.goto(await mailedLink(email));
  await page.getByLabel('New password').fill('another long password');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page).toHaveURL(portalUrl('/apps'));
});

test('portals of one host have a session each: signing in or out at one leaves the other alone', async ({
  page,
}) => {
  const { portal } = readStack();
  const { slug } = await signUpTenant(page, 'Beacon');
  await signUpDeveloper(page);
  await page.goto(`${portal}/${slug}`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto(`${portal}/${slug}/sign-up`);
  await signUpDeveloper(page, 'Bea Beacon');
  const account = page.getByRole('button', { name: /^Account of/ });
  await expect(account).toHaveAccessibleName('Account of Bea Beacon');
  await page.goto(portalUrl());
  await expect(account).toHaveAccessibleName('Account of Ada Lovelace');

  await account.click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto(`${portal}/${slug}`);
  await expect(account).toHaveAccessibleName('Account of Bea Beacon');
});
