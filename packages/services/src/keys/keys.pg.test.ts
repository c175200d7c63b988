import { hashSecret } from '@tollgate/domain/secrets';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';

let kit: TestServices;
let seller: Seller;
let ada: Ctx;
let bob: Ctx;
let stranger: Ctx;
let appId: string;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  ada = await seller.addDeveloper('Ada');
  bob = await seller.addDeveloper('Bob');
  stranger = await (await makeSeller(kit.services, 'Other')).addDeveloper('Eve');
  appId = (await createApp(ada, { name: 'Weather' })).id;
});
afterAll(() => kit.close());

test('a key is told once, stored as a hash, and sent to the gateways', async () => {
  const { key, token } = await createApiKey(ada, { appId, name: 'Server' });
  const { data } = await listApiKeys(ada, { filter: { appId: appId as never } });
  expect(data[0]).toEqual(key);
  expect(JSON.stringify(data)).not.toContain(token);
  expect(JSON.stringify(data)).not.toContain(hashSecret(token));
  expect((await feedEntries(ada)).at(-1)).toBe(`key:${key.id}`);
  expect(await auditActions(ada, key.id)).toEqual(['api_key.created']);
});

test('a revoked key stays revoked, and revoking it again changes nothing', async () => {
  const { key } = await createApiKey(ada, { appId });
  const revoked = await revokeApiKey(ada, { keyId: key.id });
  expect(revoked.status).toBe('revoked');
  expect(await revokeApiKey(ada, { keyId: key.id })).toEqual(revoked);
  expect(await auditActions(ada, key.id)).toEqual(['api_key.created', 'api_key.revoked']);
  expect(await codeOf(rotateApiKey(ada, { keyId: key.id }))).toBe('conflict');
});

test('rotating gives a new key at once and lets the old one go on for the overlap', async () => {
  const { key: old, token } = await createApiKey(ada, { appId, name: 'Server', environment: 'test' });
  const before = Date.now();
  const next = await rotateApiKey(ada, { keyId: old.id, overlapSeconds: 3600 });
  expect(next.token).not.toBe(token);
  expect(next.key).toMatchObject({
    name: 'Server',
    environment: 'test',
    rotatedFrom: old.id,
    expiresAt: null,
  });
  const { data } = await listApiKeys(ada, { filter: { appId: appId as never } });
  const seen = data.find(({ id }) => id === old.id);
  expect(seen?.status).toBe('active');
  const lastsMs = new Date(seen?.expiresAt ?? 0).getTime() - before;
  expect(lastsMs).toBeGreaterThan(3_590_000);
  expect(lastsMs).toBeLessThan(3_610_000);
  expect((await feedEntries(ada)).slice(-2)).toEqual([`key:${old.id}`, `key:${next.key.id}`]);
});

test('rotating without overlap ends the old key now, and never lengthens a life that was to end sooner', async () => {
  const { key } = await createApiKey(ada, { appId });
  await rotateApiKey(ada, { keyId: key.id, overlapSeconds: 0 });
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const { key: short } = await createApiKey(ada, { appId, expiresAt });
  await rotateApiKey(ada, { keyId: short.id, overlapSeconds: 86_400 });
  const { data } = await listApiKeys(ada, { page: { size: 100 }, filter: { appId: appId as never } });
  expect(data.find(({ id }) => id === key.id)?.status).toBe('expired');
  expect(data.find(({ id }) => id === short.id)?.expiresAt).toBe(expiresAt);
});

test('a key that is not mine does not exist, and a viewer changes none', async () => {
  const { key } = await createApiKey(ada, { appId });
  for (const reader of [bob, stranger]) {
    expect(await codeOf(revokeApiKey(reader, { keyId: key.id }))).toBe('not_found');
    expect(await codeOf(rotateApiKey(reader, { keyId: key.id }))).toBe('not_found');
    expect(await codeOf(createApiKey(reader, { appId }))).toBe('not_found');
    expect((await listApiKeys(reader, { filter: { appId: appId as never } })).data).toEqual([]);
  }
  const viewer = seller.memberCtx('viewer');
  expect(await codeOf(revokeApiKey(viewer, { keyId: key.id }))).toBe('role_insufficient');
  expect(await codeOf(rotateApiKey(viewer, { keyId: key.id }))).toBe('role_insufficient');
  expect(await codeOf(createApiKey(viewer, { appId }))).toBe('role_insufficient');
});
