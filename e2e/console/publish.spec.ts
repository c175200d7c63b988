import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { demoUpstreamUrl } from '../support/demo-upstream.ts';
import { signUpTenant } from '../support/new-tenant.ts';
import { readStack } from '../support/stack.ts';
import { watchPage } from '../support/watch-page.ts';

const DOCUMENT = `openapi: 3.1.0
info:
  title: Weather
  version: 2.1.0
paths:
  /countries/{code}:
    get:
      operationId: getCountry
      summary: Get a country
      parameters:
        - { name: code, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: The country }
  /regions:
    get:
      operationId: listRegions
      summary: List regions
      responses:
        '200': { description: All regions }
`;

async function importText(page: Page, text: string, upstream: string): Promise<void> {
  await page.getByRole('radio', { name: /^Text/ }).check();
  await page.getByRole('textbox', { name: 'OpenAPI document' }).fill(text);
  await page.getByLabel('Upstream URL').fill(upstream);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
}

async function confirm(page: Page, opens: string, confirms: string): Promise<void> {
  await page.getByRole('button', { name: opens, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: confirms }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
}

test('a stranger signs up, imports a document, sells it, and the portal and the gateway have it', async ({
  page,
  request,
}) => {
  test.setTimeout(180_000);
  const { portal, gateway } = readStack();
  const upstream = await demoUpstreamUrl();
  const watched = watchPage(page);
  const tenant = await signUpTenant(page, 'Weather');
  await expect(page.getByText('0 of 5 done')).toBeVisible();
  await expectAccessible(page);

  await test.step('import a document', async () => {
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await importText(page, DOCUMENT, upstream);
    await page.getByRole('link', { name: 'See its operations' }).click();
    await expect(page.getByRole('heading', { name: 'Weather 2.1.0' })).toBeVisible();
    const operations = page.getByRole('table', { name: 'Operations' });
    await expect(operations.getByText('/countries/{code}')).toBeVisible();
    await expect(operations.getByText('List regions')).toBeVisible();
  });

  const route = `${gateway}/${tenant.slug}/weather/v2/regions`;
  await test.step('make a product of it', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Products' }).click();
    await page.getByRole('link', { name: 'New product' }).first().click();
    await page.getByLabel('Name').fill('Weather API');
    await page.getByLabel('Summary').fill('Weather for everybody.');
    await page.getByRole('checkbox', { name: /Weather 2.1.0/ }).check();
    await page.getByRole('button', { name: 'Create product' }).click();
    await expect(page.getByRole('heading', { name: 'Weather API' })).toBeVisible();
  });

  await test.step('price a plan and publish it', async () => {
    await page.getByRole('link', { name: 'New plan' }).click();
    await page.getByLabel('Name').fill('Pro');
    await page.getByLabel('Flat fee a month').fill('29.00');
    await page.getByRole('radio', { name: /^Graduated/ }).check();
    await page.getByLabel('Included each month').fill('100000');
    await page.getByLabel('Tier 1: up to').fill('900000');
    await page.getByLabel('Price of a request').first().fill('0.0004');
    await page.getByRole('button', { name: 'Add a tier' }).click();
    await page.getByLabel('Price of a request').last().fill('0.0002');
    // 29.00 + 900,000 × 0.0004 + 9,000,000 × 0.0002
    await expect(page.getByRole('row', { name: /10,000,000/ })).toContainText('$2,189.00');
    await page.getByRole('button', { name: 'Create plan' }).click();
    await expect(page.getByText('Draft: version 1')).toBeVisible();
    await confirm(page, 'Publish', 'Publish plan');
    await expect(page.getByText('Offered now: version 1')).toBeVisible();
  });

  await test.step('publish the product', async () => {
    await page.getByRole('link', { name: 'Weather API' }).click();
    await confirm(page, 'Publish', 'Publish product');
    await expect(page.getByRole('link', { name: 'See on the portal' })).toBeVisible();
    await expect(page.getByText('Live in 1 of 1 gateways').first()).toBeVisible();
  });

  await test.step('the gateway has its route, and the portal offers it', async () => {
    await expect
      .poll(async () => (await (await request.get(route)).json()).code, { timeout: 5_000, intervals: [50] })
      .toBe('key_missing');
    const catalog = await page.context().newPage();
    await catalog.goto(`${portal}/${tenant.slug}`);
    await catalog.getByRole('link', { name: 'Weather API' }).first().click();
    await expect(catalog.getByRole('heading', { name: 'Weather API' })).toBeVisible();
    await expect(catalog.getByText('$29.00').first()).toBeVisible();
  });
  watched.expectQuiet();
});

test('a document that is wrong is told where and how to mend it, and nothing is stored', async ({ page }) => {
  test.setTimeout(120_000);
  await signUpTenant(page, 'Broken');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await importText(page, 'swagger: "2.0"\ninfo: { title: Old, version: "1" }\npaths: {}\n', '');
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'The OpenAPI document cannot be used',
  );
  await expect(page.getByRole('main')).toContainText('Nothing was stored');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'APIs' }).click();
  await expect(page.getByText('No APIs yet')).toBeVisible();
});

test('an upstream that points inward is refused at its field, and what was typed stays', async ({ page }) => {
  test.setTimeout(120_000);
  await signUpTenant(page, 'Inward');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await importText(page, DOCUMENT, 'http://169.254.169.254/latest');
  const upstream = page.getByLabel('Upstream URL');
  await expect(upstream).toHaveAccessibleDescription(/private address/);
  await expect(upstream).toHaveValue('http://169.254.169.254/latest');
  await expect(page.getByRole('textbox', { name: 'OpenAPI document' })).toHaveValue(DOCUMENT);
});
