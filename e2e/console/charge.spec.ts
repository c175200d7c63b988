import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { signInToConsole } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';

const FINANCE = ['finance@atlas.example', 'atlas-finance-demo'] as const;

async function linesOf(page: Page): Promise<string[]> {
  const table = page.getByRole('region', { name: 'Lines' }).getByRole('row');
  const rows = await table.allInnerTexts();
  return rows.map((row) => row.replace(/\s+/g, ' ').trim());
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
    const row = hours.getByRole('row').nth(1);
    const [billable = '', all = ''] = (await row.getByRole('cell').allInnerTexts()).slice(1);
    expect(Number(billable)).toBeGreaterThan(0);
    expect(Number(all)).toBeLessThan(50);
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { name: 'Requests' })).toBeVisible();
    const requests = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    await expect(requests).toHaveCount(Number(all) + 1);
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
