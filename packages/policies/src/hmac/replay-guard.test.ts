import { expect, test } from 'vitest';
import { ReplayGuard } from './replay-guard.ts';

test('a use counts once until it ends, of each tenant by itself', () => {
  const guard = new ReplayGuard();
  expect(guard.isFirst('a', 'x', 100, 0)).toBe(true);
  expect(guard.isFirst('a', 'x', 100, 99)).toBe(false);
  expect(guard.isFirst('b', 'x', 100, 99)).toBe(true);
  expect(guard.isFirst('a', 'x', 300, 100)).toBe(true);
});

test('what has ended makes room, and beyond the most the oldest is forgotten', () => {
  const guard = new ReplayGuard(3);
  for (const use of ['1', '2', '3']) guard.isFirst('a', use, 10, 0);
  guard.isFirst('a', '4', 30, 20);
  expect(guard.size).toBe(1);
  for (const use of ['5', '6', '7']) guard.isFirst('a', use, 30, 20);
  expect(guard.size).toBe(3);
  expect(guard.isFirst('a', '7', 30, 20)).toBe(false);
  expect(guard.isFirst('a', '4', 30, 20)).toBe(true);
});

test('the flood of one tenant forgets nothing of another', () => {
  const guard = new ReplayGuard(10);
  guard.isFirst('quiet', 'once', 100, 0);
  for (let i = 0; i < 1000; i++) guard.isFirst('loud', String(i), 100, 0);
  expect(guard.isFirst('quiet', 'once', 100, 0)).toBe(false);
  expect(guard.size).toBe(11);
});
