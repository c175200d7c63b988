import { openSecret } from '@tollgate/domain/sealing/seal-secret';
import { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import type { ApiVersionRecord } from '@tollgate/domain/snapshot';
import { credentialSealedFor } from '@tollgate/domain/upstreams/upstream-credential';
import { clientKeySealedFor } from '@tollgate/domain/upstreams/upstream-tls';
import { makeOffer, makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { makeCertificate } from '@tollgate/testkit/tls/make-certificate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateApiVersion } from '../api-versions/update-api-version.ts';
import { readSnapshot } from '../feed/read-snapshot.ts';
import { resealSecrets } from './reseal-secrets.ts';

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const OLD = keyOf(1);
const NEW = keyOf(2);

const made = makeCertificate();

let kit: TestServices;
beforeAll(async () => {
  kit = await makeServices();
});
afterAll(() => kit.close());

test('once a new key stands in front, secrets of all tenants are sealed with it, and the old one can go', async () => {
  const with_ = (keys: string) => ({ ...kit.services, sealing: SealingKeys.parse(keys) });
  const sellers = await Promise.all(['Atlas', 'Other'].map((name) => makeSeller(kit.services, name)));
  const versions = await Promise.all(
    sellers.map(async ({ tenantId, memberCtx }) => {
      const { apiVersionId } = await makeOffer(kit.services, tenantId, { slug: 'world' });
      const ctx = { ...memberCtx('editor'), sealing: SealingKeys.parse(OLD) };
      await updateApiVersion(ctx, {
        apiVersionId,
        credential: { in: 'header', name: 'X-Key', secret: 's3' },
        tls: { certificate: made.cert, key: made.key },
      });
      return { ctx, tenantId, apiVersionId };
    }),
  );

  expect(await resealSecrets(with_(OLD))).toEqual({ done: 0, failed: 0 });
  expect(await resealSecrets(with_(NEW))).toEqual({ done: 0, failed: 2 });
  expect(await resealSecrets(with_(`${NEW},${OLD}`))).toEqual({ done: 2, failed: 0 });
  expect(await resealSecrets(with_(`${NEW},${OLD}`))).toEqual({ done: 0, failed: 0 });

  const { records } = await readSnapshot(kit.services);
  for (const { ctx, tenantId, apiVersionId } of versions) {
    const record = records.find(({ id }) => id === apiVersionId) as ApiVersionRecord;
    const sealed = record.upstream.credential?.sealed ?? '';
    expect(openSecret(SealingKeys.parse(NEW), credentialSealedFor(tenantId, apiVersionId), sealed)).toBe(
      's3',
    );
    const sealedKey = record.upstream.tls?.sealedKey ?? '';
    expect(openSecret(SealingKeys.parse(NEW), clientKeySealedFor(tenantId, apiVersionId), sealedKey)).toBe(
      made.key.trim(),
    );
    expect((await feedEntries(ctx)).at(-1)).toBe(`api_version:${apiVersionId}`);
    expect(await auditActions(ctx, apiVersionId)).toContain('api_version.resealed');
  }
});
