import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds, and fails loudly when it does not in time. */
export async function waitFor(
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 5000,
  what = String(holds),
): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadlineMs) throw new Error(`Waited ${timeoutMs} ms for ${what}`);
    await sleep(10);
  }
}
