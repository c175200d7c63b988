import { ClickHouseError } from './clickhouse-error.ts';

export type TurnstileLimits = { concurrent: number; waiting: number };

/** Lets `concurrent` tasks run and `waiting` more wait; refuses the next with a ClickHouse error. */
export function createTurnstile(limits: TurnstileLimits) {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function enter(): Promise<void> {
    if (running < limits.concurrent) {
      running += 1;
      return;
    }
    if (waiting.length >= limits.waiting) {
      throw new ClickHouseError(
        202,
        'TOO_MANY_SIMULTANEOUS_QUERIES',
        `Too many simultaneous queries: ${running} run and ${waiting.length} wait.`,
      );
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return {
    async pass<T>(task: () => Promise<T>): Promise<T> {
      await enter();
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
