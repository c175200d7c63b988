import { expect, test } from 'vitest';
import { readUsageQuery } from './usage-range.ts';

const now = new Date('2026-11-21T12:00:00Z');

test('an address without anything shows a week of live traffic by the hour', () => {
  expect(readUsageQuery({}, now)).toEqual({
    range: 'week',
    environment: 'live',
    appId: undefined,
    from: '2026-11-14T12:00:00.000Z',
    to: '2026-11-21T12:00:00.000Z',
    granularity: 'hour',
  });
});

test('unknown values are the default, not an error', () => {
  const query = readUsageQuery({ range: 'toString', environment: 'prod', app: '' }, now);
  expect(query).toMatchObject({ range: 'week', environment: 'live', appId: undefined });
});
