import { expect, type Page } from '@playwright/test';

/** Collects what goes wrong on a page behind the reader's back; `expectQuiet` fails when anything did. */
export function watchPage(page: Page): { expectQuiet(): void } {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error on ${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console on ${page.url()}: ${message.text()}`);
  });
  return { expectQuiet: () => expect(problems).toEqual([]) };
}

/** Fails when the page scrolls sideways. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `sideways scroll of ${page.url()}`).toBeLessThanOrEqual(0);
}
