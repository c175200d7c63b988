import { clientSealedFor } from '@tollgate/domain/clients/client-sealed-for';
import { openSecret } from '@tollgate/domain/sealing/seal-secret';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { hashSecret } from '@tollgate/domain/secrets';
import type { ClientRecord } from '@tollgate/domain/snapshot';
import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import { deleteApp } from '../apps/delete-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { RECORD_READERS } from '../feed/read-records.ts';
import { createClient } from './create-client.ts';
import { listClients } from './list-clients.ts';
import { revokeClient } from './revoke-client.ts';
import { rotateClient } from './rotate-client.ts';

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

const list = (ctx: Ctx) => listClients(ctx, { page: { size: 100 }, filter: { appId: appId as never } });

test('a secret is told once, stored as a hash, and the client sent to the gateways', async () => {
  const { client, secret } = await createClient(ada, { appId, name: 'Server', environment: 'test' });
  expect(secret).toMatch(/^tg_cs_[0-9A-Za-z]{30}$/);
  const { data } = await list(ada);
  expect(data[0]).toEqual(client);
  expect(client).toMatchObject({ name: 'Server', environment: 'test', status: 'active' });
  expect(JSON.stringify(data)).not.toContain(secret);
  expect(JSON.stringify(data)).not.toContain(hashSecret(secret));
  expect((await feedEntries(ada)).at(-1)).toBe(`client:${client.id}`);
  expect(await auditActions(ada, client.id)).toEqual(['client.created']);
});

test('rotating tells a new secret and says until when the old one works', async () => {
  const { client, secret } = await createClient(ada, { appId });
  const rotated = await rotateClient(ada, { clientId: client.id, overlapSeconds: 3600 });
  expect(rotated.secret).not.toBe(secret);
  expect(rotated.client.id).toBe(client.id);
  expect((await feedEntries(ada)).at(-1)).toBe(`client:${client.id}`);
  const lastsMs = new Date(rotated.client.oldSecretEndsAt ?? 0).getTime() - Date.now();
  expect(Math.abs(lastsMs - 3_600_000)).toBeLessThan(10_000);
  expect(
    (await rotateClient(ada, { clientId: client.id, overlapSeconds: 0 })).client.oldSecretEndsAt,
  ).toBeNull();
  expect(await auditActions(ada, client.id)).toEqual(['client.created', 'client.rotated', 'client.rotated']);
});

test('a revoked client stays revoked, and revoking it again changes nothing', async () => {
  const { client } = await createClient(ada, { appId });
  const revoked = await revokeClient(ada, { clientId: client.id });
  expect(revoked.status).toBe('revoked');
  expect(await revokeClient(ada, { clientId: client.id })).toEqual(revoked);
  expect(await auditActions(ada, client.id)).toEqual(['client.created', 'client.revoked']);
  expect((await feedEntries(ada)).at(-1)).toBe(`client:${client.id}`);
  expect(await codeOf(rotateClient(ada, { clientId: client.id }))).toBe('conflict');
});

test('a client that is not mine does not exist, and a viewer changes none', async () => {
  const { client } = await createClient(ada, { appId });
  for (const reader of [bob, stranger]) {
    expect(await codeOf(revokeClient(reader, { clientId: client.id }))).toBe('not_found');
    expect(await codeOf(rotateClient(reader, { clientId: client.id }))).toBe('not_found');
    expect(await codeOf(createClient(reader, { appId }))).toBe('not_found');
    expect((await list(reader)).data).toEqual([]);
  }
  const viewer = seller.memberCtx('viewer');
  expect(await codeOf(revokeClient(viewer, { clientId: client.id }))).toBe('role_insufficient');
  expect(await codeOf(rotateClient(viewer, { clientId: client.id }))).toBe('role_insufficient');
  expect(await codeOf(createClient(viewer, { appId }))).toBe('role_insufficient');
});

test('an app has twenty clients at most, and takes them with it when it goes', async () => {
  const { id } = await createApp(ada, { name: 'Busy' });
  const made = [];
  for (let i = 0; i < 20; i++) made.push((await createClient(ada, { appId: id })).client.id);
  expect(await codeOf(createClient(ada, { appId: id }))).toBe('limit_reached');
  await deleteApp(ada, { appId: id });
  expect((await feedEntries(ada)).slice(-20).sort()).toEqual(made.map((one) => `client:${one}`).sort());
});

test('a client that signs keeps its secret sealed for gateways, and the old one while it works', async () => {
  const { client, secret } = await createClient(ada, { appId, purpose: 'signature' });
  expect(client.purpose).toBe('signature');
  expect(secret).toMatch(/^tg_hs_[0-9A-Za-z]{30}$/);
  const open = (sealed: string | undefined) =>
    openSecret(ada.sealing as SealingKeys, clientSealedFor(ada.tenantId, client.id), sealed ?? '');
  const record = async () => {
    const [read] = await kit.services.db.system.transaction((tx) => RECORD_READERS.client(tx, [client.id]));
    return read as ClientRecord;
  };
  expect(JSON.stringify(await record())).not.toContain(secret);
  expect(open((await record()).sealedSecret)).toBe(secret);
  const rotated = await rotateClient(ada, { clientId: client.id, overlapSeconds: 60 });
  expect(open((await record()).sealedSecret)).toBe(rotated.secret);
  expect(open((await record()).oldSealedSecret)).toBe(secret);
  await rotateClient(ada, { clientId: client.id, overlapSeconds: 0 });
  expect((await record()).oldSealedSecret).toBeUndefined();
  const { client: forTokens } = await createClient(ada, { appId });
  expect(forTokens.purpose).toBe('token');
});

test('without a key to seal with no client that signs is made, and clients for tokens are', async () => {
  const unsealed = { ...ada, sealing: undefined };
  expect(await codeOf(createClient(unsealed, { appId, purpose: 'signature' }))).toBe('conflict');
  expect((await createClient(unsealed, { appId })).secret).toMatch(/^tg_cs_/);
});
