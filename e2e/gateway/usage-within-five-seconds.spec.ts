import { expect, test } from '@playwright/test';
import { readStack } from '../support/stack.ts';

test('a request is in the usage of the management API within five seconds', async ({ request }) => {
  const { api, adminToken, demo } = readStack();
  const answer = await request.get(demo.request, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  const requestId = answer.headers()['x-request-id'];
  const headers = { authorization: `Bearer ${adminToken}` };
  await expect
    .poll(async () => (await request.get(`${api}/v1/requests/${requestId}`, { headers })).status(), {
      timeout: 5000,
      intervals: [200],
    })
    .toBe(200);
  const { data } = await (await request.get(`${api}/v1/requests/${requestId}`, { headers })).json();
  expect(data).toMatchObject({ requestId, status: 200, isBillable: true });
});
