import { type APIRequestContext, expect, test } from '@playwright/test';
import { getFirstKey } from '../support/portal-journey.ts';
import { readStack } from '../support/stack.ts';

/** Lets the demo's API take tokens besides keys. */
async function takeTokens(request: APIRequestContext): Promise<void> {
  const { api, adminToken } = readStack();
  const headers = { authorization: `Bearer ${adminToken}` };
  const apis = await (await request.get(`${api}/v1/apis`, { headers })).json();
  for (const { id, policies } of apis.data.flatMap((one: { versions: object[] }) => one.versions)) {
    const others = policies.filter((use: { id: string }) => use.id !== 'api-key' && use.id !== 'oauth');
    const methods = [
      { id: 'api-key', config: {} },
      { id: 'oauth', config: {} },
    ];
    const data = { policies: [...methods, ...others] };
    expect((await request.patch(`${api}/v1/api-versions/${id}`, { headers, data })).status()).toBe(200);
  }
}

async function call(request: APIRequestContext, token: string) {
  const answer = await request.get(readStack().demo.request, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.ok() ? 'admitted' : String((await answer.json()).code);
}

test('a client made in the portal fetches a token, calls with it, and its tokens die with it within a second', async ({
  page,
  request,
}) => {
  await takeTokens(request);
  await getFirstKey(page);
  await page.getByRole('link', { name: /^Open / }).click();
  await page.getByRole('button', { name: 'Create client' }).click();
  await page.getByLabel('Name').fill('Batch');
  await page.getByRole('button', { name: 'Create client' }).last().click();
  const clientId = await page.getByLabel('Client id').inputValue();
  const secret = await page.getByLabel('Client secret').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();

  const answer = await request.post(`${readStack().api}/oauth/token`, {
    form: { grant_type: 'client_credentials' },
    headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
  });
  expect(answer.status()).toBe(200);
  const { access_token: token, expires_in: lasts } = await answer.json();
  expect(lasts).toBe(600);
  await expect.poll(() => call(request, token), { timeout: 1_500 }).toBe('admitted');

  const row = page.getByRole('row').filter({ hasText: clientId });
  await row.getByRole('button', { name: /^Revoke/ }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Revoke client' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => call(request, token), { timeout: 1_500 }).toBe('token_revoked');
  await expect(row.getByText('revoked')).toBeVisible();
});
