import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { makeCertificate } from '@tollgate/testkit/tls/make-certificate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../apps/create-app.ts';
import { deleteApp } from '../apps/delete-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { readSnapshot } from '../feed/read-snapshot.ts';
import { createCertificate } from './create-certificate.ts';
import { listCertificates } from './list-certificates.ts';
import { revokeCertificate } from './revoke-certificate.ts';

let kit: TestServices;
let seller: Seller;
let editor: Ctx;
let ada: Ctx;
let stranger: Ctx;
let appId: string;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = seller.memberCtx('editor');
  ada = await seller.addDeveloper('Ada');
  stranger = (await makeSeller(kit.services, 'Other')).memberCtx('owner');
  appId = (await createApp(ada, { name: 'Weather' })).id;
});
afterAll(() => kit.close());

const fingerprint = () => makeCertificate().fingerprint;

test('a certificate is read for what it says, and sent to the gateways', async () => {
  const made = makeCertificate({ hosts: ['weather.example'] });
  const certificate = await createCertificate(editor, { appId, name: 'Server', certificate: made.cert });
  expect(certificate).toMatchObject({
    appId,
    name: 'Server',
    environment: 'live',
    fingerprint: made.fingerprint,
    subject: 'CN=weather.example',
    status: 'active',
  });
  expect(Date.parse(certificate.expiresAt ?? '')).toBeGreaterThan(Date.now());
  expect((await listCertificates(editor, { filter: { appId } })).data).toEqual([certificate]);
  expect((await feedEntries(editor)).at(-1)).toBe(`certificate:${certificate.id}`);
  expect(await auditActions(editor, certificate.id)).toEqual(['certificate.created']);
  const { records } = await readSnapshot(kit.services);
  expect(records.find(({ id }) => id === certificate.id)).toMatchObject({
    kind: 'certificate',
    appId,
    fingerprint: made.fingerprint,
    revokedAt: null,
  });
});

test('a fingerprint will do, however it is written', async () => {
  const plain = fingerprint();
  const colons = plain.toUpperCase().match(/../g)?.join(':') ?? '';
  const certificate = await createCertificate(editor, { appId, certificate: `sha256 Fingerprint=${colons}` });
  expect(certificate).toMatchObject({ fingerprint: plain, subject: null, expiresAt: null });
});

test('one certificate is one app’s until it is revoked', async () => {
  const certificate = fingerprint();
  const other = await createApp(ada, { name: 'Other' });
  const first = await createCertificate(editor, { appId, certificate });
  const again = await createCertificate(editor, { appId: other.id, certificate }).catch((error) => error);
  expect([again.code, again.errors[0].location]).toEqual(['conflict', 'certificate']);
  const revoked = await revokeCertificate(editor, { certificateId: first.id });
  expect(revoked.status).toBe('revoked');
  expect(await revokeCertificate(editor, { certificateId: first.id })).toEqual(revoked);
  expect(await auditActions(editor, first.id)).toEqual(['certificate.created', 'certificate.revoked']);
  expect((await createCertificate(editor, { appId: other.id, certificate })).status).toBe('active');
});

test.each([
  ['what is none', 'hello', 'must be a certificate in PEM'],
  ['a fingerprint of another kind', 'ab'.repeat(20), 'must be a certificate in PEM'],
  ['a private key', makeCertificate().key, 'private key'],
  ['one that has expired', makeCertificate({ validTo: new Date(Date.now() - 1000) }).cert, 'expired on'],
])('%s is refused at its field', async (_, certificate, why) => {
  const error = await createCertificate(editor, { appId, certificate }).catch((thrown) => thrown);
  expect([error.code, error.errors[0].location]).toEqual(['validation_failed', 'certificate']);
  expect(error.errors[0].message).toContain(why);
});

test('another tenant gets 404, and viewers and developers register and revoke none', async () => {
  const certificate = fingerprint();
  const { id: certificateId } = await createCertificate(editor, { appId, certificate });
  expect(await codeOf(createCertificate(stranger, { appId, certificate: fingerprint() }))).toBe('not_found');
  expect(await codeOf(revokeCertificate(stranger, { certificateId }))).toBe('not_found');
  expect((await listCertificates(stranger, { filter: { appId } })).data).toEqual([]);
  const viewer = seller.memberCtx('viewer');
  for (const lesser of [viewer, ada]) {
    expect(await codeOf(createCertificate(lesser, { appId, certificate: fingerprint() }))).toMatch(
      /role_insufficient|not_found|unauthenticated/,
    );
    expect(await codeOf(revokeCertificate(lesser, { certificateId }))).toMatch(
      /role_insufficient|not_found|unauthenticated/,
    );
  }
  expect((await listCertificates(viewer, { filter: { appId } })).data.length).toBeGreaterThan(0);
});

test('an app has twenty certificates at most, and takes them with it when it goes', async () => {
  const { id } = await createApp(ada, { name: 'Busy' });
  const made = [];
  for (let i = 0; i < 20; i++) {
    made.push((await createCertificate(editor, { appId: id, certificate: fingerprint() })).id);
  }
  expect(await codeOf(createCertificate(editor, { appId: id, certificate: fingerprint() }))).toBe(
    'limit_reached',
  );
  await deleteApp(ada, { appId: id });
  expect((await feedEntries(ada)).slice(-20).sort()).toEqual(made.map((one) => `certificate:${one}`).sort());
});
