import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { signInToConsole } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';

const FINANCE = ['finance@atlas.example', 'atlas-finance-demo'] as const;
const MOST_ON_A_PAGE = 50;

async function linesOf(page: Page): Promise<string[]> {
  const table = page.getByRole('region', { name: 'Lines' }).getByRole('row');
  const rows = await table.allInnerTexts();
  return rows.map((row) => row.replace(/\s+/g, ' ').trim());
}

/** An hour with billable requests, few enough for one page of them, and how many there were in all. */
async function quietHour(hours: Locator): Promise<{ row: Locator; all: number }> {
  for (const row of (await hours.getByRole('row').all()).slice(1)) {
    const [billable, all] = (await row.getByRole('cell').allInnerTexts()).slice(1).map(Number);
    if (billable && all && all < MOST_ON_A_PAGE) return { row, all };
  }
  throw new Error(`no hour has between 1 and ${MOST_ON_A_PAGE} requests`);
}

test('the preview of a closed period is its invoice to the cent, and its lines lead to the requests', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signInToConsole(page, ...FINANCE);
  await page.goto(`${readStack().console}/invoices/unbilled`);
  await page.getByRole('link', { name: 'Trip planner' }).click();
  await expect(page.getByRole('heading', { name: 'Running period' })).toBeVisible();
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByRole('heading', { name: 'Period that is over' })).toBeVisible();
  const previewed = await linesOf(page);
  expect(previewed.at(-1)).toMatch(/^Total \$\d/);

  const existing = page.getByRole('link', { name: /^Open invoice/ });
  if (await existing.isVisible()) {
    await existing.click();
  } else {
    await page.getByRole('button', { name: 'Issue invoice' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Issue invoice' }).click();
  }
  await expect(page.getByRole('heading', { name: /^Invoice \d{4}-\d{6}$/ })).toBeVisible();
  expect(await linesOf(page)).toEqual(previewed);
  await expect(page.getByText('Verified: recomputed to the same cent')).toBeVisible();

  await test.step('it can be kept as a PDF', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'PDF' }).click();
    const file = await (await download).path();
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('it is marked paid, once', async () => {
    const pay = page.getByRole('button', { name: 'Mark paid' });
    if (await pay.isVisible()) {
      await pay.click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Mark paid' }).click();
    }
    await expect(pay).toHaveCount(0);
    await expect(page.getByRole('main').getByText('paid', { exact: true })).toBeVisible();
  });

  await test.step('an hour of it opens as many requests as it says', async () => {
    const hours = page.getByRole('table', { name: 'Hours' });
    const { row, all } = await quietHour(hours);
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { name: 'Requests' })).toBeVisible();
    const requests = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    await expect(requests).toHaveCount(all + 1);
  });
});

test('who may only look sees why invoices cannot be settled', async ({ page }) => {
  await signInToConsole(page, 'viewer@atlas.example', 'atlas-viewer-demo');
  await page.goto(`${readStack().console}/invoices/unbilled`);
  await page.getByRole('link', { name: 'Trip planner' }).click();
  const issue = page.getByRole('button', { name: 'Issue invoice' });
  await expect(issue).toHaveAttribute('aria-disabled', 'true');
  await expect(issue).toContainText('Only an owner, admin or finance member can do this.');
});
