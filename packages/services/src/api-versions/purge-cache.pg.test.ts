import type { Id } from '@tollgate/domain/ids';
import { SnapshotRecord } from '@tollgate/domain/snapshot';
import { makeOffer, makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf, feedEntries } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSnapshot } from '../feed/read-snapshot.ts';
import { purgeCache } from './purge-cache.ts';

let kit: TestServices;
let seller: Seller;
let apiVersionId: Id<'apiVersion'>;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  const offer = await makeOffer(kit.services, seller.tenantId, { slug: 'world' });
  apiVersionId = offer.apiVersionId as Id<'apiVersion'>;
});
afterAll(() => kit.close());

async function recordOf(): Promise<SnapshotRecord> {
  const { records } = await readSnapshot(kit.services);
  return SnapshotRecord.parse(records.find(({ id }) => id === apiVersionId));
}

test('gateways are told when the cache was last purged, and nothing before it ever was', async () => {
  expect(await recordOf()).not.toHaveProperty('cachePurgedAt');
  const editor = seller.memberCtx('editor');
  const { cachePurgedAt } = await purgeCache(editor, { apiVersionId });
  expect(cachePurgedAt).toEqual(expect.any(String));
  expect(await recordOf()).toMatchObject({ cachePurgedAt });
  expect((await feedEntries(editor)).at(-1)).toBe(`api_version:${apiVersionId}`);
  expect(await auditActions(editor, apiVersionId)).toEqual(['api_version.cache_purged']);
});

test('another tenant gets not_found, and a lesser role is refused', async () => {
  const other = await makeSeller(kit.services, 'Other');
  expect(await codeOf(purgeCache(other.memberCtx('owner'), { apiVersionId }))).toBe('not_found');
  expect(await codeOf(purgeCache(seller.memberCtx('viewer'), { apiVersionId }))).toBe('role_insufficient');
});
