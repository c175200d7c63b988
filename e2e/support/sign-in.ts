import type { Page } from '@playwright/test';
import { readStack } from './stack.ts';

/** Signs in to the console, by default as the demo's owner. */
export async function signInToConsole(
  page: Page,
  email = 'owner@atlas.example',
  password = 'atlas-owner-demo',
): Promise<void> {
  await page.goto(`${readStack().console}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
}

/** Signs in to the demo's portal as its developer. */
export async function signInToPortal(
  page: Page,
  email = 'dev@demo.example',
  password = 'demo-developer',
): Promise<void> {
  const { portal, demo } = readStack();
  await page.goto(`${portal}/${demo.tenant}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
}
