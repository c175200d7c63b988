import type { CounterStore } from '@tollgate/counters/counter-store';
import { InProcessCounterStore } from '@tollgate/counters/in-process-counter-store';
import { makeConfiguration } from '@tollgate/testkit/gateway/make-configuration';
import { afterEach, expect, test } from 'vitest';
import { type Admission, AdmissionBook } from './admission-book.ts';
import { rateHeaders, retryAfterSeconds } from './rate-headers.ts';

const START_MS = Date.parse('2026-03-10T12:00:00Z');
let nowMs = START_MS;
const books: AdmissionBook[] = [];
afterEach(async () => {
  nowMs = START_MS;
  for (const book of books.splice(0)) await book.close();
});

const sharedStore = () => new InProcessCounterStore({ file: null, nowMs: () => nowMs });

/** A store that can go and come back. */
function fragileStore() {
  const inner = sharedStore();
  let isDown = false;
  const guard = <T>(step: () => Promise<T>) => (isDown ? Promise.reject(new Error('gone')) : step());
  const store: CounterStore = {
    lease: (asks) => guard(() => inner.lease(asks)),
    giveBack: (returns) => guard(() => inner.giveBack(returns)),
    charge: (charges) => guard(() => inner.charge(charges)),
    raise: (raises) => guard(() => inner.raise(raises)),
    read: (counters) => inner.read(counters),
    state: () => ({ kind: 'in_process', isHealthy: !isDown, reason: null }),
    close: () => inner.close(),
  };
  return { store, setDown: (value: boolean) => (isDown = value) };
}

function openBook(store: CounterStore, workers = 1): AdmissionBook {
  const book = new AdmissionBook({ store, workers, nowMs: () => nowMs });
  books.push(book);
  return book;
}

function plan(limits: [string, number, 1 | 60 | 3600 | 86_400][], quota: number | null = null) {
  const configuration = makeConfiguration({
    upstreamUrl: 'http://a',
    plan: {
      limits: limits.map(([name, requests, windowSeconds]) => ({ name, requests, windowSeconds })),
      quota: quota === null ? null : { requests: quota },
    },
  });
  const anchorAt = new Date(configuration.subscription.anchorAt);
  const subscription = { record: configuration.subscription, anchorAt };
  return (book: AdmissionBook) =>
    Promise.resolve(book.admit(subscription, 'live', configuration.planVersion));
}

const isAdmitted = (admission: Admission) => admission.violated.length === 0;
const count = (admissions: Admission[]) => admissions.filter(isAdmitted).length;

async function callTimes(times: number, call: () => Promise<Admission>): Promise<Admission[]> {
  const admissions: Admission[] = [];
  for (let i = 0; i < times; i++) admissions.push(await call());
  return admissions;
}

test('exactly the limit is admitted, one after another and all at once', async () => {
  const call = plan([['minute', 100, 60]]);
  const book = openBook(sharedStore());
  expect(count(await callTimes(150, () => call(book)))).toBe(100);
  const other = openBook(sharedStore());
  expect(count(await Promise.all(Array.from({ length: 500 }, () => call(other))))).toBe(100);
});

test('eight workers together never exceed the limit, and leave next to none unused', async () => {
  const store = sharedStore();
  const call = plan([['minute', 1000, 60]]);
  const workers = Array.from({ length: 8 }, () => openBook(store, 8));
  const admissions = await Promise.all(
    Array.from({ length: 2000 }, (_, i) => call(workers[i % 8] as AdmissionBook)),
  );
  expect(count(admissions)).toBeLessThanOrEqual(1000);
  expect(count(admissions)).toBeGreaterThanOrEqual(990);
});

test('one busy worker among idle ones gets nearly all', async () => {
  const store = sharedStore();
  const call = plan([['minute', 100, 60]]);
  const [busy, idle] = [openBook(store, 2), openBook(store, 2)];
  await call(idle);
  nowMs += 6000;
  await idle.settle();
  expect(count(await callTimes(150, () => call(busy)))).toBe(99);
});

test('a request one ceiling refuses takes nothing of the others', async () => {
  const call = plan([
    ['second', 5, 1],
    ['hour', 8, 3600],
  ]);
  const book = openBook(sharedStore());
  expect(count(await callTimes(20, () => call(book)))).toBe(5);
  nowMs += 1000;
  expect(count(await callTimes(20, () => call(book)))).toBe(3);
});

test('a new window begins when its time comes, to the millisecond', async () => {
  const call = plan([['minute', 3, 60]]);
  const book = openBook(sharedStore());
  await callTimes(3, () => call(book));
  nowMs = START_MS + 59_999;
  expect(isAdmitted(await call(book))).toBe(false);
  nowMs = START_MS + 60_000;
  expect(isAdmitted(await call(book))).toBe(true);
});

test('a quota lasts for the billing period of its subscription, not for the calendar month', async () => {
  const call = plan([], 2);
  const book = openBook(sharedStore());
  nowMs = Date.parse('2026-03-31T09:59:59.999Z');
  await callTimes(2, () => call(book));
  expect(isAdmitted(await call(book))).toBe(false);
  nowMs = Date.parse('2026-03-31T10:00:00Z');
  expect(isAdmitted(await call(book))).toBe(true);
});

test('what was not forwarded is given back', async () => {
  const call = plan([['minute', 1, 60]]);
  const book = openBook(sharedStore());
  const first = await call(book);
  book.undo(first);
  expect(isAdmitted(await call(book))).toBe(true);
  expect(isAdmitted(await call(book))).toBe(false);
});

test('what comes back from a window that is over is no gift to the next', async () => {
  const call = plan([['minute', 2, 60]]);
  const book = openBook(sharedStore());
  const old = await call(book);
  nowMs += 60_000;
  await call(book);
  book.undo(old);
  expect(count(await callTimes(5, () => call(book)))).toBe(1);
});

test('what is held goes back when the worker ends', async () => {
  const store = sharedStore();
  const call = plan([['minute', 100, 60]], 1000);
  const book = openBook(store);
  await call(book);
  await book.close();
  const next = openBook(store);
  expect(count(await callTimes(150, () => call(next)))).toBe(99);
});

test('while the store is gone each worker admits its share and no more, and never fails', async () => {
  const { store, setDown } = fragileStore();
  setDown(true);
  const call = plan([['minute', 100, 60]]);
  const workers = [openBook(store, 2), openBook(store, 2)];
  for (const worker of workers) {
    const admitted = count(await callTimes(120, () => call(worker)));
    expect(admitted).toBe(50);
  }
});

test('a quota admitted while the store was gone is counted when it is back', async () => {
  const { store, setDown } = fragileStore();
  const call = plan([], 100);
  const book = openBook(store);
  setDown(true);
  await callTimes(40, () => call(book));
  setDown(false);
  await book.settle();
  expect(count(await callTimes(200, () => call(book)))).toBe(60);
});

test('the headers list every ceiling with what is left and when it is new', async () => {
  const call = plan(
    [
      ['second', 10, 1],
      ['minute', 100, 60],
    ],
    10_000,
  );
  const book = openBook(sharedStore());
  nowMs = START_MS + 30_250;
  await call(book);
  const { set } = await call(book);
  expect(rateHeaders(set.allowances, nowMs)).toEqual([
    'ratelimit-policy',
    '"second";q=10;w=1, "minute";q=100;w=60, "month";q=10000;w=2678400',
    'ratelimit',
    '"second";r=8;t=1, "minute";r=98;t=30, "month";r=9998;t=1807170',
  ]);
});

test('Retry-After is when the last ceiling that refuses is new', async () => {
  const call = plan([
    ['second', 1, 1],
    ['minute', 1, 60],
  ]);
  const book = openBook(sharedStore());
  await call(book);
  const { violated } = await call(book);
  expect(violated.map((allowance) => allowance.spec.name)).toEqual(['second', 'minute']);
  expect(retryAfterSeconds(violated, nowMs)).toBe(60);
});
