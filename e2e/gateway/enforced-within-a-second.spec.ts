import { setTimeout as wait } from 'node:timers/promises';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { readStack } from '../support/stack.ts';

const CHANGES = 10;

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
