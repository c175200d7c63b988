import { createPrivateKey } from 'node:crypto';
import type { Id } from '@tollgate/domain/ids';
import { openSecret } from '@tollgate/domain/sealing/seal-secret';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { type ApiVersionRecord, SnapshotRecord } from '@tollgate/domain/snapshot';
import { clientKeySealedFor } from '@tollgate/domain/upstreams/upstream-tls';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { makeCertificate } from '@tollgate/testkit/tls/make-certificate';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getApiVersion } from '../api-versions/get-api-version.ts';
import { updateApiVersion } from '../api-versions/update-api-version.ts';
import type { Ctx } from '../context/ctx.ts';
import { readSnapshot } from '../feed/read-snapshot.ts';

const DAY_MS = 86_400_000;
const authority = makeCertificate({ hosts: ['Atlas authority'], isAuthority: true });
const client = makeCertificate({ hosts: ['tollgate'], issuer: authority });
const other = makeCertificate({ hosts: ['other'] });
const expired = makeCertificate({ hosts: ['expired'], validTo: new Date(Date.now() - DAY_MS / 2) });
const early = makeCertificate({ hosts: ['early'], validFrom: new Date(Date.now() + DAY_MS) });
const locked = createPrivateKey(client.key).export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'hunter2',
}) as string;
const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

let kit: TestServices;
let seller: Seller;
let editor: Ctx;
let apiVersionId: Id<'apiVersion'>;
let made = 0;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  editor = seller.memberCtx('editor');
});
beforeEach(async () => {
  const offer = await makeOffer(kit.services, seller.tenantId, { slug: `world-${++made}` });
  apiVersionId = offer.apiVersionId as Id<'apiVersion'>;
});
afterAll(() => kit.close());

type Tls = Parameters<typeof updateApiVersion>[1]['tls'];
const update = (tls: Tls) => updateApiVersion(editor, { apiVersionId, tls });
const recordOf = async () => {
  const { records } = await readSnapshot(kit.services);
  return records.find(({ id }) => id === apiVersionId) as ApiVersionRecord;
};
const openedKey = async () => {
  const sealed = (await recordOf()).upstream.tls?.sealedKey ?? '';
  const sealedFor = clientKeySealedFor(seller.tenantId, apiVersionId);
  return openSecret(kit.services.sealing as SealingKeys, sealedFor, sealed);
};

test('certificates are told of by subject and expiry, the key to nobody but gateways', async () => {
  const { upstream } = await update({
    authorities: `# ours\n${authority.cert}${other.cert}`,
    serverName: 'api.internal',
    certificate: client.cert,
    key: client.key,
  });
  const fact = (name: string) => ({ subject: `CN=${name}`, expiresAt: expect.stringMatching(/T.*Z$/) });
  expect(upstream.tls).toEqual({
    authorities: {
      pem: expect.stringContaining('# ours'),
      certificates: [fact('Atlas authority'), fact('other')],
    },
    serverName: 'api.internal',
    certificate: { pem: client.cert.trim(), certificates: [fact('tollgate')] },
  });
  expect((await getApiVersion(editor, { apiVersionId })).upstream.tls).toEqual(upstream.tls);
  expect(await openedKey()).toBe(client.key.trim());
  expect(SnapshotRecord.parse(await recordOf())).toEqual(await recordOf());
  const { rows } = await kit.services.db.system.execute<{ text: string }>(
    sql`select (select json_agg(v) from api_versions v)::text || (select json_agg(a) from audit_log a)::text as text`,
  );
  expect(rows[0]?.text).toContain('api.internal');
  expect(rows[0]?.text).not.toContain('PRIVATE KEY');
});

test('without a key the one that is kept stays for its certificate, and goes with it', async () => {
  await update({ certificate: client.cert, key: client.key });
  await update({ certificate: client.cert, serverName: 'b.internal' });
  expect(await openedKey()).toBe(client.key.trim());
  await update({ authorities: authority.cert });
  expect((await recordOf()).upstream.tls).toMatchObject({ certificate: null, sealedKey: null });
  await update({});
  expect((await recordOf()).upstream).not.toHaveProperty('tls');
});

test.each<[string, RegExp, Tls]>([
  ['tls.authorities', /must be certificates in PEM/, { authorities: 'hello' }],
  ['tls.authorities', /cannot be read, number 2/, { authorities: authority.cert + broken }],
  ['tls.authorities', /private key/, { authorities: client.cert + client.key }],
  ['tls.authorities', /expired on .*CN=expired/, { authorities: authority.cert + expired.cert }],
  ['tls.authorities', /not valid yet/, { authorities: early.cert }],
  ['tls.authorities', /must not be empty/, { authorities: ' ' }],
  ['tls.serverName', /must be a name/, { serverName: '10.0.0.1' }],
  ['tls.serverName', /must be a name/, { serverName: 'a b' }],
  ['tls.certificate', /expired/, { certificate: expired.cert, key: expired.key }],
  ['tls.certificate', /beside a key/, { key: client.key }],
  ['tls.key', /is needed/, { certificate: client.cert }],
  ['tls.key', /not the key of/, { certificate: client.cert, key: other.key }],
  ['tls.key', /private key in PEM/, { certificate: client.cert, key: 'hello' }],
  ['tls.key', /passphrase/, { certificate: client.cert, key: locked }],
])('what could not be used is refused at %s: %s', async (location, message, tls) => {
  const error = await update(tls).catch((thrown) => thrown);
  expect([error.code, error.errors?.[0]?.location]).toEqual(['validation_failed', location]);
  expect(error.errors[0].message).toMatch(message);
  expect((await getApiVersion(editor, { apiVersionId })).upstream.tls).toBeNull();
});
