import { Balancing } from '@tollgate/domain/balancing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UpstreamPlan } from '../snapshot/entries.ts';
import { Balancer } from './balancer.ts';
import type { BalancedTarget } from './target.ts';

type Settings = Parameters<typeof Balancing.parse>[0] & object;

function planOf(settings: Settings, names: readonly string[]): UpstreamPlan {
  const times = { connectTimeoutMs: 1000, headTimeoutMs: 1000, idleTimeoutMs: 1000 };
  const others = {
    protocol: 'http1' as const,
    totalTimeoutMs: null,
    connections: null,
    tls: null,
    credential: null,
  };
  const targets = names.map((name) => ({
    name,
    weight: 1,
    upstream: { origin: `http://${name}.example`, pathPrefix: '', ...times, ...others },
  }));
  return { settings: Balancing.parse(settings), targets, signature: JSON.stringify([settings, names]) };
}
const make = (settings: Settings, names = ['a', 'b', 'c', 'd']) =>
  new Balancer(planOf(settings, names), () => 0, 0);

/** How often each target is chosen. */
function spread(balancer: Balancer, count: number, nowMs: number, key = ''): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let i = 0; i < count; i++) {
    const name = balancer.choose(`${key}${i}`, nowMs)?.name ?? 'none';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
const targetOf = (balancer: Balancer, name: string) =>
  balancer.targets.find((target) => target.name === name) as BalancedTarget;
function fail(balancer: Balancer, name: string, nowMs: number, times = 5): void {
  for (let i = 0; i < times; i++) balancer.record(targetOf(balancer, name), 'failure', 1, nowMs);
}

test.each(['round_robin', 'least_requests', 'peak_ewma', 'consistent_hash'])(
  '%s: a target that fails is left out, and comes back when its time is over',
  (method) => {
    const balancer = new Balancer(planOf({ method, ejection: {} }, ['a', 'b', 'c', 'd']), Math.random, 0);
    fail(balancer, 'b', 0);
    expect(spread(balancer, 200, 29_999).b).toBeUndefined();
    for (const target of balancer.targets) {
      balancer.record(target, 'success', target.name === 'b' ? 5 : 10, 200_000);
    }
    expect(spread(balancer, 400, 200_000).b).toBeGreaterThan(0);
  },
);

test('a target that comes back starts slowly, and has its whole share at the end', () => {
  const balancer = make({ ejection: {}, slowStartMs: 10_000 });
  fail(balancer, 'a', 0);
  const shares = [30_000, 35_000, 40_000].map((nowMs) => spread(balancer, 400, nowMs).a ?? 0);
  expect(shares[0]).toBeLessThan(30);
  expect(shares[1]).toBeGreaterThan(40);
  expect(shares[2]).toBeGreaterThan(95);
});

test('when fewer than the panic share are fit, all are used, fit or not', () => {
  const balancer = make({ ejection: {}, panicPercent: 50 });
  fail(balancer, 'a', 0);
  fail(balancer, 'b', 0);
  expect(balancer.isPanicking).toBe(false);
  expect(Object.keys(spread(balancer, 100, 1)).sort()).toEqual(['c', 'd']);
  fail(balancer, 'c', 0);
  expect(balancer.isPanicking).toBe(true);
  expect(Object.keys(spread(balancer, 100, 1)).sort()).toEqual(['a', 'b', 'c', 'd']);
});

test('without a panic share, nothing is sent where nobody is fit', () => {
  const balancer = make({ ejection: {}, panicPercent: 0 }, ['a']);
  fail(balancer, 'a', 0);
  expect(balancer.choose('', 1)).toBeUndefined();
  expect(balancer.choose('', 30_000)?.name).toBe('a');
});

test('checks leave a target out and bring it back, also from its ejection', () => {
  const balancer = make({ healthCheck: { path: '/h' }, ejection: { durationMs: 3_600_000 } });
  const a = targetOf(balancer, 'a');
  fail(balancer, 'a', 0);
  for (let i = 0; i < 3; i++) balancer.recordCheck(a, false, 0);
  expect(spread(balancer, 100, 1).a).toBeUndefined();
  for (let i = 0; i < 2; i++) balancer.recordCheck(a, true, 0);
  expect(spread(balancer, 100, 1).a).toBe(25);
});

test('a retry goes to another target wherever there is one, by every method', () => {
  const methods = fc.constantFrom('round_robin', 'least_requests', 'peak_ewma', 'consistent_hash');
  fc.assert(
    fc.property(methods, fc.integer({ min: 1, max: 6 }), fc.string(), (method, count, key) => {
      const names = Array.from({ length: count }, (_, at) => `t${at}`);
      const balancer = new Balancer(planOf({ method }, names), Math.random, 0);
      const first = balancer.choose(key, 0) as BalancedTarget;
      const second = balancer.choose(key, 0, first);
      expect(second === first).toBe(count === 1);
    }),
  );
});

test('changed settings keep what is known of the targets that stay, and start new ones slowly', () => {
  const before = make({ ejection: { durationMs: 60_000 } }, ['a', 'b', 'c']);
  fail(before, 'b', 0);
  const after = make({ ejection: { durationMs: 1000 }, slowStartMs: 10_000 }, ['b', 'c', 'd']);
  after.inherit(before, 100);
  const counts = spread(after, 110, 100);
  expect(counts.b).toBeUndefined();
  expect(counts.d).toBeLessThan(15);
  expect(counts.c).toBeGreaterThan(90);
});

test('the operations of an upstream break each on its own', () => {
  const balancer = make({ breaker: {} });
  expect(balancer.breakerOf('one')).toBe(balancer.breakerOf('one'));
  expect(balancer.breakerOf('one')).not.toBe(balancer.breakerOf('two'));
  expect(make({}).breakerOf('one')).toBeNull();
});
