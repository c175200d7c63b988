import { setTimeout as wait } from 'node:timers/promises';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { readStack } from '../support/stack.ts';

const CHANGES = 10;

async function createDeveloper(request: APIRequestContext): Promise<{ id: string; token: string }> {
  const { api, adminToken, demo } = readStack();
  const headers = { authorization: `Bearer ${adminToken}` };
  const post = async (path: string, data: object) => {
    const answer = await request.post(`${api}/v1${path}`, { headers, data });
    expect(answer.status()).toBe(201);
    return (await answer.json()).data;
  };
  const email = `block-${Date.now()}@example.com`;
  const developer = await post('/developers', { name: 'Blocked soon', email, password: 'twelve letters' });
  const app = await post('/apps', { name: 'Blocked soon', developerId: developer.id });
  const products = await (await request.get(`${api}/v1/products`, { headers })).json();
  const product = products.data.find(({ slug }: { slug: string }) => slug === demo.product);
  const plans = await (
    await request.get(`${api}/v1/plans?filter[productId]=${product.id}`, { headers })
  ).json();
  const plan = plans.data.find(({ slug }: { slug: string }) => slug === 'free');
  await post('/subscriptions', { appId: app.id, planId: plan.id });
  const { token } = await post('/keys', { appId: app.id, name: 'blocked', environment: 'live' });
  return { id: developer.id, token };
}

async function createKey(request: APIRequestContext): Promise<{ id: string; token: string }> {
  const { api, adminToken } = readStack();
  const headers = { authorization: `Bearer ${adminToken}` };
  const apps = await (await request.get(`${api}/v1/apps?filter[search]=Trip`, { headers })).json();
  const answer = await request.post(`${api}/v1/keys`, {
    headers,
    data: { appId: apps.data[0].id, name: 'revoked soon', environment: 'live' },
  });
  expect(answer.status()).toBe(201);
  const { data } = await answer.json();
  return { id: data.key.id, token: data.token };
}

async function msUntilStatus(request: APIRequestContext, token: string, status: number): Promise<number> {
  const { demo } = readStack();
  const startMs = performance.now();
  for (;;) {
    const answer = await request.get(demo.request, { headers: { authorization: `Bearer ${token}` } });
    const tookMs = performance.now() - startMs;
    if (answer.status() === status || tookMs > 5000) return tookMs;
    await wait(10);
  }
}

test('a key works within a second of being made, and is refused within a second of being revoked', async ({
  request,
}) => {
  const { api, adminToken } = readStack();
  for (let change = 0; change < CHANGES; change++) {
    const { id, token } = await createKey(request);
    expect(await msUntilStatus(request, token, 200)).toBeLessThan(1000);
    const revoked = await request.post(`${api}/v1/keys/${id}/revoke`, {
      headers: { authorization: `Bearer ${adminToken}` },
    });
    expect(revoked.ok()).toBe(true);
    expect(await msUntilStatus(request, token, 401)).toBeLessThan(1000);
  }
});

test('a blocked developer’s keys are refused within a second, and work within a second of the unblocking', async ({
  request,
}) => {
  const { api, adminToken } = readStack();
  const { id, token } = await createDeveloper(request);
  expect(await msUntilStatus(request, token, 200)).toBeLessThan(1000);
  for (const [status, answer] of [
    ['blocked', 403],
    ['active', 200],
  ] as const) {
    const changed = await request.patch(`${api}/v1/developers/${id}`, {
      headers: { authorization: `Bearer ${adminToken}` },
      data: { status },
    });
    expect(changed.ok()).toBe(true);
    expect(await msUntilStatus(request, token, answer)).toBeLessThan(1000);
  }
});
