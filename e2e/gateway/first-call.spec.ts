import { expect, test } from '@playwright/test';
import { readStack } from '../support/stack.ts';

test('the demo request answers 200 with what is left of each limit', async ({ request }) => {
  const { demo } = readStack();
  const answer = await request.get(demo.request, { headers: { authorization: `Bearer ${demo.apiKey}` } });
  expect(answer.status()).toBe(200);
  expect(answer.headers()['ratelimit-policy']).toContain('"month";q=');
  expect(answer.headers().ratelimit).toContain('"minute";r=');
  expect(await answer.json()).toMatchObject({ code: 'FR', name: 'France' });
});

test('a request without a key is told how to send one', async ({ request }) => {
  const answer = await request.get(readStack().demo.request);
  expect(answer.status()).toBe(401);
  expect(answer.headers()['content-type']).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ code: 'key_missing', status: 401 });
});
