import { randomBytes } from 'node:crypto';
import { counterKey } from '@tollgate/counters/counter-key';
import type { CounterStore, LeaseAsk } from '@tollgate/counters/counter-store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

type OpenStore = () => Promise<CounterStore>;

let store: CounterStore;
let subscription: string;

function ask(limit: number, wanted: number, name = 'month', windowStartMs = 0): LeaseAsk {
  return {
    counter: counterKey(subscription, 'live', name, windowStartMs),
    limit,
    wanted,
    windowEndsAtMs: Date.now() + 3_600_000,
  };
}

const leaseOne = async (one: LeaseAsk) => (await store.lease([one]))[0];

function useStore(open: OpenStore): void {
  beforeEach(async () => {
    store = await open();
    subscription = `sub_${randomBytes(8).toString('hex')}`;
  });
  afterEach(() => store.close());
}

/** What every counter store must do, whatever is behind it. `open` opens the same store each time it is called. */
export function describeCounterStore(name: string, open: OpenStore): void {
  describeLeases(name, open);
  describeCounts(name, open);
  describeRaises(name, open);
}

function describeLeases(name: string, open: OpenStore): void {
  describe(`${name}: leases`, () => {
    useStore(open);

    test('a slice is what is wanted while there is enough', async () => {
      expect(await leaseOne(ask(100, 30))).toEqual({ granted: 30, used: 30 });
      expect(await leaseOne(ask(100, 30))).toEqual({ granted: 30, used: 60 });
    });

    test('the last slice is what is left, and then there is nothing', async () => {
      await leaseOne(ask(10, 8));
      expect(await leaseOne(ask(10, 8))).toEqual({ granted: 2, used: 10 });
      expect(await leaseOne(ask(10, 8))).toEqual({ granted: 0, used: 10 });
    });

    test('a hundred at once never get more than the limit', async () => {
      const leases = await Promise.all(Array.from({ length: 100 }, () => store.lease([ask(150, 7)])));
      const granted = leases.flat().reduce((sum, lease) => sum + lease.granted, 0);
      expect(granted).toBe(150);
    });

    test('answers come in the order of the asks, each counter by itself', async () => {
      const leases = await store.lease([ask(5, 9, 'a'), ask(100, 9, 'b'), ask(2, 1, 'c')]);
      expect(leases.map((lease) => lease.granted)).toEqual([5, 9, 1]);
    });

    test('windows, names and environments do not share a count', async () => {
      await leaseOne(ask(5, 5, 'day', 0));
      expect((await leaseOne(ask(5, 5, 'day', 86_400_000)))?.granted).toBe(5);
      const test = { ...ask(5, 5), counter: counterKey(subscription, 'test', 'day', 0) };
      expect((await leaseOne(test))?.granted).toBe(5);
    });
  });
}

function describeCounts(name: string, open: OpenStore): void {
  describe(`${name}: counts`, () => {
    useStore(open);

    test('what is given back can be leased again', async () => {
      await leaseOne(ask(10, 10));
      await store.giveBack([{ counter: ask(10, 1).counter, amount: 4 }]);
      expect(await leaseOne(ask(10, 10))).toEqual({ granted: 4, used: 10 });
    });

    test('no return makes a count negative', async () => {
      await leaseOne(ask(10, 3));
      await store.giveBack([
        { counter: ask(10, 1).counter, amount: 50 },
        { counter: ask(10, 1, 'never-seen').counter, amount: 5 },
      ]);
      expect(await leaseOne(ask(10, 20))).toEqual({ granted: 10, used: 10 });
      expect(await leaseOne(ask(10, 20, 'never-seen'))).toEqual({ granted: 10, used: 10 });
    });

    test('a charge counts even over the limit, and nothing is granted after it', async () => {
      await leaseOne(ask(10, 5));
      await store.charge([{ counter: ask(10, 1).counter, amount: 20, windowEndsAtMs: Date.now() + 60_000 }]);
      expect(await leaseOne(ask(10, 1))).toEqual({ granted: 0, used: 25 });
    });

    test('limits as large as a plan may have are counted exactly', async () => {
      const limit = 1_000_000_000_000;
      await store.charge([
        { counter: ask(limit, 1).counter, amount: limit - 3, windowEndsAtMs: Date.now() + 60_000 },
      ]);
      expect(await leaseOne(ask(limit, 1000))).toEqual({ granted: 3, used: limit });
    });

    test('reading tells what is used, and 0 for what was never seen', async () => {
      await leaseOne(ask(10, 3));
      expect(await store.read([ask(10, 1).counter, ask(10, 1, 'never-seen').counter])).toEqual([3, 0]);
    });

    test('counts outlive the process that made them', async () => {
      await leaseOne(ask(10, 7));
      await store.close();
      store = await open();
      expect(await leaseOne(ask(10, 7))).toEqual({ granted: 3, used: 10 });
    });

    test('it says that it is well', () => {
      expect(store.state()).toMatchObject({ isHealthy: true, reason: null });
    });
  });
}

function describeRaises(name: string, open: OpenStore): void {
  describe(`${name}: counts known from elsewhere`, () => {
    useStore(open);

    test('a count is lifted to what is known to be used, and never lowered', async () => {
      const { counter, windowEndsAtMs } = ask(100, 1);
      await store.raise([{ counter, amount: 40, windowEndsAtMs }]);
      expect(await leaseOne(ask(100, 10))).toEqual({ granted: 10, used: 50 });
      await store.raise([{ counter, amount: 45, windowEndsAtMs }]);
      expect(await store.read([counter])).toEqual([50]);
      await store.raise([{ counter, amount: 100, windowEndsAtMs }]);
      expect(await leaseOne(ask(100, 1))).toEqual({ granted: 0, used: 100 });
    });
  });
}
