import { expect, test } from 'vitest';
import { MetricBook } from './metric-book.ts';
import { BUCKET_SECONDS, type Sample } from './metric-definitions.ts';
import { TrafficCounts } from './traffic-counts.ts';

const requests = (tenant: string, value: number): Sample => ({
  id: 'requests',
  labels: [tenant, '2xx'],
  value,
});
const seriesValue = (book: MetricBook, id: Sample['id'], label?: string) =>
  book.collect().find((sample) => sample.id === id && (label === undefined || sample.labels[0] === label))
    ?.value;

test('what several workers count is one number, and a worker that dies takes none of it along', () => {
  const book = new MetricBook(10);
  book.take('worker 0', [requests('atlas', 5), { id: 'inFlight', labels: [], value: 3 }]);
  book.take('worker 1', [requests('atlas', 7), { id: 'inFlight', labels: [], value: 1 }]);
  expect(seriesValue(book, 'requests')).toBe(12);
  expect(seriesValue(book, 'inFlight')).toBe(4);
  book.settle('worker 0');
  expect(seriesValue(book, 'requests')).toBe(12);
  expect(seriesValue(book, 'inFlight')).toBe(1);
  book.take('worker 0', [requests('atlas', 1)]);
  expect(seriesValue(book, 'requests')).toBe(13);
});

test('a state is the worst that any worker sees', () => {
  const book = new MetricBook(10);
  book.take('worker 0', [
    { id: 'store', labels: ['feed'], value: 1 },
    { id: 'spoolAge', labels: [], value: 2 },
  ]);
  book.take('worker 1', [
    { id: 'store', labels: ['feed'], value: 0 },
    { id: 'spoolAge', labels: [], value: 9 },
  ]);
  expect(seriesValue(book, 'store')).toBe(0);
  expect(seriesValue(book, 'spoolAge')).toBe(9);
});

test('histograms of several workers add up bucket by bucket', () => {
  const book = new MetricBook(10);
  const buckets = [...BUCKET_SECONDS.map(() => 1), 2];
  book.take('worker 0', [{ id: 'duration', labels: [], value: 1.5, buckets }]);
  book.take('worker 1', [{ id: 'duration', labels: [], value: 0.5, buckets }]);
  const [sample] = book.collect();
  expect(sample?.value).toBe(2);
  expect(sample?.buckets).toEqual(buckets.map((count) => count * 2));
});

test('tenants beyond the bound are one, for each worker and for all together', () => {
  const traffic = new TrafficCounts(2);
  for (const tenant of ['a', 'b', 'c', 'd', 'other', 'none']) {
    traffic.onEnd({ tenant, status: 200, problem: '', startedAt: 0, forwardedAt: 0, attempts: 0 });
  }
  const counted = traffic.samples().filter(({ id }) => id === 'requests');
  expect(counted.map(({ labels, value }) => [labels[0], value])).toEqual([
    ['other', 4],
    ['a', 1],
    ['b', 1],
  ]);
  const book = new MetricBook(2);
  book.take('worker 0', [requests('a', 1), requests('b', 1), requests('other', 1)]);
  book.take('worker 1', [requests('c', 1), requests('d', 1)]);
  expect(seriesValue(book, 'requests', 'other')).toBe(3);
  expect(book.collect()).toHaveLength(3);
});
