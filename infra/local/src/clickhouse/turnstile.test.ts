import { expect, test } from 'vitest';
import { createTurnstile } from './turnstile.ts';

test('no more run at once than allowed, and the next over the queue is refused', async () => {
  const turnstile = createTurnstile({ concurrent: 2, waiting: 1 });
  let running = 0;
  let most = 0;
  const releases: (() => void)[] = [];
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => releases.push(resolve));
    running -= 1;
  };
  const passed = [turnstile.pass(task), turnstile.pass(task), turnstile.pass(task)];
  await expect(turnstile.pass(task)).rejects.toMatchObject({ code: 202, status: 503 });
  while (releases.length > 0) {
    releases.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(passed);
  expect(most).toBe(2);
});

test('a task that fails leaves its place to the next', async () => {
  const turnstile = createTurnstile({ concurrent: 1, waiting: 1 });
  const failed = turnstile.pass(async () => {
    throw new Error('boom');
  });
  const next = turnstile.pass(async () => 'done');
  await expect(failed).rejects.toThrow('boom');
  await expect(next).resolves.toBe('done');
});
