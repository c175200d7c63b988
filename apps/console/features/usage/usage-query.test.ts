import { expect, test } from 'vitest';
import { readUsageQuery } from './usage-query.ts';

const now = new Date('2026-03-10T12:00:00Z');

test.each([
  ['1h', '2026-03-10T11:00:00.000Z', 'minute'],
  ['24h', '2026-03-09T12:00:00.000Z', 'hour'],
  ['30d', '2026-02-08T12:00:00.000Z', 'day'],
  ['nonsense', '2026-03-09T12:00:00.000Z', 'hour'],
])('the range %s ends now, with points of a fitting width', (range, from, granularity) => {
  const query = readUsageQuery({ range }, now);
  expect(query.range).toMatchObject({ from, to: now.toISOString(), environment: 'live' });
  expect(query.granularity).toBe(granularity);
});

test('an hour of an invoice is a range of its own, kept in links', () => {
  const params = {
    from: '2026-03-01T10:00:00Z',
    to: '2026-03-01T11:00:00Z',
    subscriptionId: 'sub_1',
    range: '7d',
  };
  const query = readUsageQuery(params, now);
  expect(query.isCustomRange).toBe(true);
  expect(query.range.from).toBe('2026-03-01T10:00:00.000Z');
  expect(query.params).toMatchObject({ range: undefined, subscriptionId: 'sub_1', from: query.range.from });
});

test('a range that is backwards or years long is not taken', () => {
  expect(readUsageQuery({ from: '2026-03-02', to: '2026-03-01' }, now).isCustomRange).toBe(false);
  expect(readUsageQuery({ from: '2020-01-01', to: '2026-03-01' }, now).isCustomRange).toBe(false);
});
