import pg from 'pg';
import type { Logger } from 'pino';

const RECONNECT_MS = 1000;

/**
 * Wakes whoever waits for configuration changes, by Postgres' NOTIFY on a connection of its own.
 * A lost notification costs nothing but time: waiters also wake by their own timers.
 */
export class ChangeListener {
  private readonly waiters = new Set<() => void>();
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  isStopped = false;
  private readonly url: string;
  private readonly log: Logger;

  constructor(url: string, log: Logger) {
    this.url = url;
    this.log = log;
  }

  /** Connects, and connects again whenever the connection is lost. */
  async start(): Promise<void> {
    if (this.isStopped) return;
    const client = new pg.Client({
      connectionString: this.url,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', () => this.wake());
    client.on('error', () => {});
    client.on('end', () => this.again(client));
    try {
      await client.connect();
      await client.query('listen tollgate_change');
      // What was committed while nobody listened.
      this.wake();
    } catch (error) {
      this.log.warn({ reason: (error as Error).message }, 'cannot listen for changes, polling only');
      await client.end().catch(() => {});
      this.again(client);
    }
  }

  private again(client: pg.Client): void {
    if (this.isStopped || this.client !== client) return;
    this.client = undefined;
    this.retry = setTimeout(() => void this.start(), RECONNECT_MS);
  }

  private wake(): void {
    for (const waiter of [...this.waiters]) waiter();
  }

  /** Resolves at the next notification, after `timeoutMs`, or when `signal` aborts. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiters.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.waiters.add(done);
      signal.addEventListener('abort', done);
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.retry);
    this.wake();
    await this.client?.end().catch(() => {});
  }
}
