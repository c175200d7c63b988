import { expect, type Page } from '@playwright/test';
import { readStack } from './stack.ts';

export const PORTAL_PASSWORD = 'correct horse battery';

/** Address of a page of the demo tenant's portal. */
export function portalUrl(path = ''): string {
  const { portal, demo } = readStack();
  return `${portal}/${demo.tenant}${path}`;
}

/** Signs a new developer up at the demo's portal and returns their e-mail. */
export async function signUpDeveloper(page: Page, name = 'Ada Lovelace'): Promise<string> {
  const email = `ada-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.com`;
  if (!page.url().includes('/sign-up')) await page.goto(portalUrl('/sign-up'));
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PORTAL_PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-up'));
  return email;
}

/** Goes from the catalog to a key of the demo's product; ends on the page that shows it once. */
export async function getFirstKey(page: Page): Promise<string> {
  const { demo } = readStack();
  await page.goto(portalUrl(`/products/${demo.product}`));
  await page.getByRole('link', { name: 'Get a key' }).click();
  const signUp = page.getByRole('heading', { level: 1, name: 'Sign up' });
  const subscribe = page.getByRole('heading', { level: 1, name: /^Subscribe to/ });
  await expect(signUp.or(subscribe)).toBeVisible();
  if (await signUp.isVisible()) await signUpDeveloper(page);
  await expect(subscribe).toBeVisible();
  await page.getByRole('radio', { name: /^Free/ }).check();
  await page.getByRole('button', { name: 'Subscribe and get a key' }).click();
  return page.getByLabel('Your API key').inputValue();
}
