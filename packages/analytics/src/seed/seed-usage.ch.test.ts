import { testClickHouse } from '@tollgate/testkit/stores/test-clickhouse';
import { expect, it, onTestFinished } from 'vitest';
import { billableQuantity } from '../billing/billable-quantity.ts';
import { createAnalytics } from '../client.ts';
import { usageTotals } from '../usage/usage-totals.ts';
import type { GenerateUsageInput } from './generate-usage.ts';
import { seedUsage } from './seed-usage.ts';

const input: GenerateUsageInput = {
  seed: 'test',
  from: new Date('2026-10-30T06:00:00Z'),
  to: new Date('2026-11-02T18:00:00Z'),
  subjects: ['sub_one', 'sub_two'].map((subscription) => ({
    tenant: 'tnt_one',
    environment: 'live' as const,
    api: 'api_one',
    apiVersion: 'ver_one',
    product: 'prd_one',
    planVersion: 'plv_one',
    subscription,
    app: `app_of_${subscription}`,
    key: `key_of_${subscription}`,
    operations: [{ id: 'opn_one', method: 'GET', route: '/world/v1/countries', weight: 1 }],
    requestsPerDay: 400,
  })),
  region: 'local',
  gateway: 'seed',
};

it('seeding again, also up to a later time and for more subjects, stores no event twice', async () => {
  const database = await testClickHouse();
  const analytics = createAnalytics({ url: database.url });
  onTestFinished(async () => {
    await analytics.close();
    await database.drop();
  });
  const first = await seedUsage(analytics, { ...input, subjects: input.subjects.slice(0, 1) });
  expect(first).toBeGreaterThan(500);
  const second = await seedUsage(analytics, input);
  expect(second).toBeGreaterThan(500);
  expect(await seedUsage(analytics, input)).toBe(0);
  const to = new Date('2026-11-04T09:00:00Z');
  const third = await seedUsage(analytics, { ...input, to });
  expect(third).toBeGreaterThan(200);
  expect(await seedUsage(analytics, { ...input, to })).toBe(0);

  const totals = await usageTotals(analytics, 'tnt_one', { environment: 'live', from: input.from, to });
  expect(totals.current.requests).toBe(first + second + third);
  for (const subscription of ['sub_one', 'sub_two']) {
    const { count, uniqueCount } = await billableQuantity(analytics, 'tnt_one', {
      subscription,
      from: input.from,
      to,
    });
    expect(count).toBe(uniqueCount);
  }
});
