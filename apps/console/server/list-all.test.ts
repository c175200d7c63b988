import { expect, test } from 'vitest';
import { listAll } from './list-all.ts';

/** A list of so many numbers, read by pages as a verb gives them. */
const listOf =
  (count: number) =>
  async ({ size, after = '0' }: { size: number; after?: string }) => {
    const start = Number(after);
    const data = Array.from({ length: Math.min(size, count - start) }, (_, index) => start + index);
    const end = start + data.length;
    return { data, meta: { page: { next: end < count ? String(end) : null } } };
  };

test.each([0, 1, 100, 101, 1_234])('all of %d entries are read, each once and in order', async (count) => {
  const { data, meta } = await listAll(listOf(count));
  expect(data).toEqual(Array.from({ length: count }, (_, index) => index));
  expect(meta.page.next).toBeNull();
});

test('a list without end is left after 2,000 entries, and says that there is more', async () => {
  const { data, meta } = await listAll(listOf(1_000_000));
  expect(data).toHaveLength(2_000);
  expect(meta.page.next).toBe('2000');
});
