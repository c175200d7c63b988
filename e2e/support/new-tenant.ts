import type { Page } from '@playwright/test';
import { readStack } from './stack.ts';

/** A tenant that a test made for itself. */
export interface NewTenant {
  company: string;
  slug: string;
  email: string;
  password: string;
}

/** Signs up a provider of its own in the console and leaves the page on the overview. */
export async function signUpTenant(page: Page, company: string): Promise<NewTenant> {
  const unique = Date.now().toString(36);
  const tenant = {
    company: `${company} ${unique}`,
    slug: `${company.toLowerCase()}-${unique}`,
    email: `owner-${unique}@example.com`,
    password: 'a long enough password',
  };
  await page.goto(`${readStack().console}/sign-up`);
  await page.getByLabel('Company').fill(tenant.company);
  await page.getByLabel('Your name').fill('Grace Owner');
  await page.getByLabel('E-mail').fill(tenant.email);
  await page.getByLabel('Password').fill(tenant.password);
  await page.getByRole('button', { name: 'Create tenant' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return tenant;
}
