import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCounterStore } from '@tollgate/testkit/counters/counter-store-guarantees';
import { afterAll, expect, test } from 'vitest';
import { InProcessCounterStore } from './in-process-counter-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeCounterStore('the in-process counter store', async () => {
  return new InProcessCounterStore({ file: join(folder, 'contract.lines') });
});

const hourAsk = (wanted: number) => ({
  counter: 'c',
  limit: 10,
  wanted,
  windowEndsAtMs: Date.now() + 3_600_000,
});

test('a process that is killed loses no count of a long window', async () => {
  const file = join(folder, 'killed.lines');
  const killed = new InProcessCounterStore({ file });
  await killed.lease([hourAsk(4)]);
  await killed.lease([hourAsk(4)]);
  const next = new InProcessCounterStore({ file });
  expect(await next.lease([hourAsk(4)])).toEqual([{ granted: 2, used: 10 }]);
});

test('a torn last line takes only itself away', async () => {
  const file = join(folder, 'torn.lines');
  const store = new InProcessCounterStore({ file });
  await store.lease([hourAsk(4)]);
  appendFileSync(file, '12345678 ["c",');
  const next = new InProcessCounterStore({ file });
  expect(await next.read(['c'])).toEqual([4]);
});

test('windows that are over are forgotten', async () => {
  const file = join(folder, 'over.lines');
  let nowMs = 0;
  const store = new InProcessCounterStore({ file, nowMs: () => nowMs });
  await store.lease([{ counter: 'c', limit: 10, wanted: 4, windowEndsAtMs: 1000 }]);
  await store.close();
  nowMs = 1000;
  expect(await new InProcessCounterStore({ file, nowMs: () => nowMs }).read(['c'])).toEqual([0]);
});
