import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeBatch, FeedHeartbeat } from '@tollgate/domain/snapshot';
import type { Logger } from 'pino';
import { Agent, type Dispatcher, request } from 'undici';
import { ConfigurationRefused } from './apply-batch.ts';
import type { Configuration } from './configuration.ts';

export interface FeedFollowerOptions {
  feedUrl: string;
  token: string;
  configuration: Configuration;
  logger: Logger;
  /** The stream is dead when nothing, not even a heartbeat, came for this long. */
  silenceTimeoutMs?: number;
  firstRetryMs?: number;
}

const LONGEST_RETRY_MS = 5000;
/** A stream that knows of a newer change and does not send it is asked anew after this long. */
const BEHIND_TIMEOUT_MS = 3000;
const ANSWER_TIMEOUT_MS = 10_000;

class NewSnapshotNeeded extends Error {}

/** Follows the feed for ever: a snapshot when needed, then changes, and again after each failure. */
export class FeedFollower {
  /** Whether the feed answers now. */
  isConnected = false;
  /** When the feed last said that what is active is the newest. */
  confirmedAtMs: number | null = null;
  readonly #options: FeedFollowerOptions;
  readonly #ending = new AbortController();
  readonly #agent: Agent;
  #behindSinceMs: number | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(options: FeedFollowerOptions) {
    this.#options = options;
    this.#agent = new Agent({
      bodyTimeout: options.silenceTimeoutMs ?? 6000,
      headersTimeout: ANSWER_TIMEOUT_MS,
      connect: { timeout: 3000 },
    });
  }

  start(): void {
    this.#done = this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#agent.destroy();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { configuration, logger } = this.#options;
    let needsSnapshot = configuration.current === null;
    let failures = 0;
    while (!this.#ending.signal.aborted) {
      try {
        if (needsSnapshot) await this.#takeSnapshot();
        needsSnapshot = false;
        await this.#followChanges(() => {
          failures = 0;
        });
      } catch (error) {
        if (this.#ending.signal.aborted) break;
        // What was refused as a change is asked for once more as a whole.
        needsSnapshot ||= error instanceof NewSnapshotNeeded || error instanceof ConfigurationRefused;
        if (this.isConnected || failures === 0) {
          logger.warn({ error: (error as Error).message }, 'the feed was lost');
        }
        if (!(error instanceof NewSnapshotNeeded)) failures++;
      }
      this.isConnected = false;
      await this.#pause(failures);
    }
    this.isConnected = false;
  }

  async #pause(failures: number): Promise<void> {
    const longest = Math.min(
      LONGEST_RETRY_MS,
      (this.#options.firstRetryMs ?? 100) * 2 ** Math.min(failures, 10),
    );
    const waitMs = longest * (0.5 + Math.random() / 2);
    await sleep(waitMs, undefined, { signal: this.#ending.signal }).catch(() => {});
  }

  async #takeSnapshot(): Promise<void> {
    const body = await this.#get('/feed/v1/snapshot');
    await this.#options.configuration.takeSnapshot(linesOf(body));
    this.#options.logger.info({ changeNumber: this.#options.configuration.changeNumber }, 'snapshot active');
  }

  async #followChanges(onAlive: () => void): Promise<void> {
    const { configuration } = this.#options;
    const body = await this.#get(`/feed/v1/changes?after=${configuration.changeNumber}`);
    this.isConnected = true;
    this.#behindSinceMs = null;
    for await (const line of linesOf(body)) {
      onAlive();
      if (line === '') continue;
      await this.#takeLine(line);
    }
  }

  async #takeLine(line: string): Promise<void> {
    const { configuration } = this.#options;
    const value = parseJson(line);
    const heartbeat = FeedHeartbeat.safeParse(value);
    if (heartbeat.success) return this.#checkBehind(heartbeat.data.changeNumber);
    const batch = ChangeBatch.safeParse(value);
    if (!batch.success) {
      throw new ConfigurationRefused(`a batch is not as agreed: ${batch.error.message.slice(0, 300)}`);
    }
    if (batch.data.changes.length > 0 || batch.data.changeNumber > configuration.changeNumber) {
      await configuration.takeBatch(batch.data);
    }
    this.#confirm();
  }

  #confirm(): void {
    this.#behindSinceMs = null;
    this.confirmedAtMs = Date.now();
  }

  #checkBehind(changeNumber: number): void {
    if (changeNumber <= this.#options.configuration.changeNumber) {
      this.#confirm();
      return;
    }
    this.#behindSinceMs ??= Date.now();
    if (Date.now() - this.#behindSinceMs > BEHIND_TIMEOUT_MS) {
      throw new Error(`the stream does not send change ${changeNumber}`);
    }
  }

  async #get(path: string): Promise<Dispatcher.ResponseData['body']> {
    const { feedUrl, token } = this.#options;
    const answer = await request(new URL(path, feedUrl), {
      dispatcher: this.#agent,
      headers: { authorization: `Bearer ${token}`, accept: 'application/x-ndjson' },
      signal: this.#ending.signal,
    });
    if (answer.statusCode === 200) return answer.body;
    await answer.body.dump({ limit: 65_536 });
    if (answer.statusCode === 410) throw new NewSnapshotNeeded('the feed asks for a new snapshot');
    throw new Error(`the feed answered ${answer.statusCode} to ${path}`);
  }
}

const LONGEST_LINE = 64_000_000;

async function* linesOf(body: Dispatcher.ResponseData['body']): AsyncGenerator<string> {
  // A stream that is given up ends in an error nobody waits for.
  body.on('error', () => {});
  body.setEncoding('utf8');
  let rest = '';
  for await (const chunk of body as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    yield* lines;
    if (rest.length > LONGEST_LINE) throw new ConfigurationRefused('a line of the feed does not end');
  }
  if (rest !== '') yield rest;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ConfigurationRefused('a line of the feed is not JSON');
  }
}
