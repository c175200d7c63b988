import { expect, test } from 'vitest';
import { TryBudget } from './try-budget.ts';

const START_MS = 1_800_000_000_000;

function sendMany(
  budget: TryBudget,
  count: number,
  sender: (index: number) => { developerId?: string; address: string },
) {
  return Array.from({ length: count }, (_, index) => {
    const { developerId, address } = sender(index);
    return budget.take({ developerId, address }, START_MS + index);
  }).filter((refusal) => refusal !== undefined).length;
}

test('a developer sends 30 requests a minute from wherever they are, and is told when to go on', () => {
  const budget = new TryBudget();
  expect(sendMany(budget, 30, (index) => ({ developerId: 'dev_a', address: `10.0.0.${index}` }))).toBe(0);
  const sender = { developerId: 'dev_a', address: '10.0.1.1' };
  expect(budget.take(sender, START_MS + 15_000)).toEqual({ retryAfterSeconds: 45 });
  expect(budget.take({ ...sender, developerId: 'dev_b' }, START_MS + 15_000)).toBeUndefined();
  expect(budget.take(sender, START_MS + 60_000)).toBeUndefined();
});

test('an address sends 60 requests a minute, whoever they are', () => {
  const budget = new TryBudget();
  expect(sendMany(budget, 60, (index) => ({ developerId: `dev_${index}`, address: '10.0.0.1' }))).toBe(0);
  expect(budget.take({ developerId: undefined, address: '10.0.0.1' }, START_MS + 100)).toBeDefined();
  expect(budget.take({ developerId: 'dev_0', address: '10.0.0.1' }, START_MS + 100)).toBeDefined();
});

test('all addresses of an IPv6 network count as one', () => {
  const budget = new TryBudget();
  const refused = sendMany(budget, 61, (index) => ({ address: `2001:db8:0:7:${index.toString(16)}::1` }));
  expect(refused).toBe(1);
  expect(budget.take({ developerId: undefined, address: '2001:db8::7:0:0:0:9' }, START_MS)).toBeDefined();
  expect(budget.take({ developerId: undefined, address: '2001:DB8:0:8::1' }, START_MS)).toBeUndefined();
});

test('a refused request takes nothing from the address', () => {
  const budget = new TryBudget();
  expect(sendMany(budget, 100, () => ({ developerId: 'dev_a', address: '10.0.0.1' }))).toBe(70);
  expect(sendMany(budget, 31, () => ({ address: '10.0.0.1' }))).toBe(1);
});

test('memory is bounded: what is over is forgotten first, then what is oldest', () => {
  const budget = new TryBudget();
  sendMany(budget, 30_000, (index) => ({ address: `host-${index}` }));
  expect(budget.size).toBe(20_000);
  budget.take({ developerId: undefined, address: 'later' }, START_MS + 200_000);
  expect(budget.size).toBe(1);
});
