import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { signInToConsole } from '../support/sign-in.ts';
import { readStack } from '../support/stack.ts';
import { expectNoSideScroll } from '../support/watch-page.ts';

test('an owner makes a header, sends a request with it, and reads each step of it', async ({
  page,
  request,
}) => {
  const { console: base, demo } = readStack();
  await signInToConsole(page);
  await page.goto(`${base}/explain`);
  await page.getByRole('button', { name: 'Explain a request' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make the header' }).click();
  const token = await dialog.getByLabel('Value of tollgate-explain').inputValue();
  await expect(dialog.getByText(/curl -i/)).toContainText(`tollgate-explain: ${token}`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();

  const headers = { 'x-api-key': demo.apiKey, 'tollgate-explain': token };
  const answer = await request.get(demo.request, { headers });
  expect(answer.status()).toBe(200);
  const id = answer.headers()['tollgate-explained'] ?? '';
  expect(id).toMatch(/^req_/);
  const refused = await request.get(demo.request, { headers: { 'tollgate-explain': token } });
  expect(refused.status()).toBe(401);

  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('row', { name: /key_missing|credentials_missing/ }).first()).toBeVisible();
  }).toPass();
  await page.goto(`${base}/explain/${id}`);
  const steps = page.getByRole('main').getByRole('listitem');
  for (const name of ['Route', 'Authentication', 'Subscription', 'Limits and quota', 'Upstream', 'Usage']) {
    await expect(steps.filter({ hasText: name }).first()).toContainText('passed');
  }
  await expect(steps.filter({ hasText: 'Limits and quota' }).first()).toContainText(
    /left before, [\d,]+ after/,
  );
  await expect(page.getByRole('main')).not.toContainText(demo.apiKey);
  await expectNoSideScroll(page);
  await expectAccessible(page);
});

test('a header of one’s own changes nothing', async ({ request }) => {
  const { demo } = readStack();
  const answer = await request.get(demo.request, {
    headers: { 'x-api-key': demo.apiKey, 'tollgate-explain': 'eyJhbGciOiJub25lIn0.e30.x' },
  });
  expect(answer.status()).toBe(200);
  expect(answer.headers()).not.toHaveProperty('tollgate-explained');
});
