/** Repeats `attempt` until it gives true, or rejects with `onTimeout()` after `timeoutMs`. */
export async function waitUntil(
  attempt: () => Promise<boolean>,
  options: { timeoutMs: number; everyMs?: number; onTimeout: () => Error },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    if (await attempt()) return;
    if (Date.now() > deadline) throw options.onTimeout();
    await new Promise((resolve) => setTimeout(resolve, options.everyMs ?? 50));
  }
}
