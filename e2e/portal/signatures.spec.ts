import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { getFirstKey, portalUrl } from '../support/portal-journey.ts';
import { readStack } from '../support/stack.ts';

const METHODS = ['api-key', 'oauth', 'hmac', 'basic'];

/** Lets the demo's APIs take every kind of credential of an app, keys first. */
async function takeAll(request: APIRequestContext): Promise<void> {
  const { api, adminToken } = readStack();
  const headers = { authorization: `Bearer ${adminToken}` };
  const apis = await (await request.get(`${api}/v1/apis`, { headers })).json();
  for (const { id, policies } of apis.data.flatMap((one: { versions: object[] }) => one.versions)) {
    const others = policies.filter((use: { id: string }) => !METHODS.includes(use.id));
    const data = { policies: [...METHODS.map((method) => ({ id: method, config: {} })), ...others] };
    expect((await request.patch(`${api}/v1/api-versions/${id}`, { headers, data })).status()).toBe(200);
  }
}

async function makeClient(page: Page, usedFor: 'Tokens' | 'Signatures') {
  await page.getByRole('button', { name: 'Create client' }).click();
  await page.getByRole('radio', { name: usedFor }).check();
  await page.getByRole('button', { name: 'Create client' }).last().click();
  const id = await page.getByLabel(/^Client id/).inputValue();
  const secret = await page.getByLabel('Client secret').inputValue();
  return { id, secret };
}

async function openOperation(page: Page): Promise<void> {
  await page.goto(portalUrl(`/products/${readStack().demo.product}`));
  await page.getByRole('link', { name: 'Read the docs' }).click();
  await page
    .getByRole('link', { name: /Get a country/ })
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Get a country' })).toBeVisible();
}

test('docs, samples and the try-it panel ask for what the API takes, and each of it works', async ({
  page,
  request,
}) => {
  await takeAll(request);
  await getFirstKey(page);
  await page.getByRole('link', { name: /^Open / }).click();
  const signer = await makeClient(page, 'Signatures');
  expect(signer.secret).toMatch(/^tg_hs_/);
  await expect(page.getByRole('dialog')).toContainText(`const client = "${signer.id}"`);
  await page.getByRole('button', { name: 'Done' }).click();
  const client = await makeClient(page, 'Tokens');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row').filter({ hasText: signer.id })).toContainText('signatures');

  await openOperation(page);
  const samples = page.getByRole('region', { name: 'Code samples' });
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(samples).toContainText('X-API-Key');
  await page.getByRole('button', { name: 'Signature' }).click();
  await expect(samples).toContainText('createHmac');
  await expect(samples).not.toContainText('X-API-Key');
  await page.getByLabel('Client id').fill(signer.id);
  await page.getByLabel('Client secret').fill(signer.secret);
  for (let attempt = 0; attempt < 2; attempt++) {
    await page.getByRole('button', { name: 'Send request' }).click();
    await expect(answer.getByText('200', { exact: true })).toBeVisible();
  }
  await page.getByLabel('Client secret').fill(`${signer.secret}x`);
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(answer).toContainText('signature_wrong');

  await page.getByRole('button', { name: 'Basic' }).click();
  await expect(samples).toContainText('-u ');
  await page.getByLabel('Client id').fill(client.id);
  await page.getByLabel('Client secret').fill(client.secret);
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(answer.getByText('200', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'OAuth token' }).click();
  await expect(samples).toContainText('Bearer YOUR_TOKEN');
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(answer).toContainText('credentials_missing');
});
