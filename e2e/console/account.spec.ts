import { expect, type Page, test } from '@playwright/test';
import { mailedLink } from '../support/mailed-link.ts';
import { signUpTenant } from '../support/new-tenant.ts';
import { signInToConsole } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';

const NEXT = 'a password nobody had';
const base = () => readStack().console;
const overview = (page: Page) => expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();

test('a changed password ends every other session and keeps this one', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const { email, password } = await signUpTenant(page, 'Changer');
  const other = await (await browser.newContext()).newPage();
  await signInToConsole(other, email, password);
  await overview(other);

  await page.getByRole('button', { name: 'Grace Owner' }).click();
  await page.getByRole('menuitem', { name: 'Account' }).click();
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
  const fill = async (current: string, repeated = NEXT) => {
    await page.getByLabel('Current password').fill(current);
    await page.getByLabel('New password', { exact: true }).fill(NEXT);
    await page.getByLabel('New password again').fill(repeated);
    await page.getByRole('button', { name: 'Change password' }).click();
  };
  await fill('not the password');
  await expect(page.getByText('Is not your password').first()).toBeVisible();
  await fill(password, 'something else');
  await expect(page.getByText('Is not the same as above').first()).toBeVisible();
  await fill(password);
  await expect(page.getByText('Your password is changed')).toBeVisible();

  await other.reload();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(base());
  await overview(page);
});

test('a forgotten password is replaced by the mailed link, once', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const { email } = await signUpTenant(page, 'Forgetful');
  const forgetful = await (await browser.newContext()).newPage();
  await forgetful.goto(`${base()}/sign-in`);
  await forgetful.getByRole('link', { name: 'Forgot it?' }).click();
  await expect(forgetful.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await forgetful.getByLabel('E-mail').fill(email);
  await forgetful.getByRole('button', { name: 'Send link' }).click();
  await expect(forgetful.getByText(`If ${email} has an account here`)).toBeVisible();

  const link = await mailedLink(email);
  await forgetful.goto(link);
  await forgetful.getByLabel('New password').fill(NEXT);
  await forgetful.getByRole('button', { name: 'Set password' }).click();
  await overview(forgetful);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await page.goto(link);
  await page.getByLabel('New password').fill('yet another password');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('There is no such thing');

  await forgetful.goto(`${base()}/mails`);
  await forgetful.getByRole('button', { name: 'Read' }).first().click();
  await expect(forgetful.getByRole('dialog')).toContainText('Only its recipient reads it');
});

test('whoever asks for a link gets the same answer', async ({ page }) => {
  await page.goto(`${base()}/forgot-password`);
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByText('If nobody@example.com has an account here')).toBeVisible();
});

test('a member of several tenants changes between them by keyboard, and comes back to the last', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const { company: first, email, password } = await signUpTenant(page, 'First');
  const switcher = page.getByRole('button', { name: /Change it$/ });
  await expect(switcher).toHaveCount(0);

  const host = await (await browser.newContext()).newPage();
  const { company: second } = await signUpTenant(host, 'Second');
  await host.goto(`${base()}/members`);
  await host.getByRole('button', { name: 'Invite' }).click();
  const dialog = host.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await page.goto(await dialog.getByLabel('Invitation link').inputValue());
  await page.getByLabel('Your name').fill('Grace Owner');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(switcher).toContainText(second);

  await expect(async () => {
    await switcher.press('Enter');
    await expect(page.getByRole('menuitem', { name: `${second} · viewer` })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type(first.slice(0, 3));
  await expect(page.getByRole('menuitem', { name: `${first} · owner` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(switcher).toContainText(first);

  await page.context().clearCookies();
  await signInToConsole(page, email, password);
  await expect(switcher).toContainText(first);
});
