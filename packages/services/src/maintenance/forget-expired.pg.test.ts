import { idempotencyKeys, signInAttempts } from '@tollgate/db/schema';
import { makeSeller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetExpired } from './forget-expired.ts';

const NOW = new Date('2026-11-10T12:00:00Z');
let kit: TestServices;

beforeAll(async () => {
  kit = await makeServices();
});
afterAll(() => kit.close());

test('answers are kept for 24 hours and sign-in counts for their window, of every tenant, and no longer', async () => {
  const tenants = [await makeSeller(kit.services, 'Atlas'), await makeSeller(kit.services, 'Other')];
  kit.now(NOW);
  const before = (ms: number) => new Date(NOW.getTime() - ms);
  for (const { tenantId } of tenants) {
    const answer = { tenantId, requestHash: 'x', status: 200, body: {} };
    await kit.services.db.system.insert(idempotencyKeys).values([
      { ...answer, key: 'kept', createdAt: before(24 * 3_600_000) },
      { ...answer, key: 'dropped', createdAt: before(24 * 3_600_000 + 1) },
    ]);
  }
  await kit.services.db.system.insert(signInAttempts).values([
    { key: 'kept', failures: 10, windowEndsAt: before(-1) },
    { key: 'dropped', failures: 10, windowEndsAt: before(1) },
  ]);
  await forgetExpired(kit.services);
  const answers = await kit.services.db.system.select({ key: idempotencyKeys.key }).from(idempotencyKeys);
  expect(answers).toEqual([{ key: 'kept' }, { key: 'kept' }]);
  const attempts = await kit.services.db.system.select({ key: signInAttempts.key }).from(signInAttempts);
  expect(attempts).toEqual([{ key: 'kept' }]);
});
