import { ChangeBatch, FeedHeartbeat } from '@tollgate/domain/snapshot';
import type { Services } from '@tollgate/services/context/ctx';
import pino from 'pino';
import { createApp } from '../app.ts';
import { ChangeListener } from '../feed/change-listener.ts';

export interface FeedLine {
  atMs: number;
  batch?: ChangeBatch;
  heartbeat?: FeedHeartbeatLine;
}
type FeedHeartbeatLine = { heartbeat: true; changeNumber: number };

export interface FeedClient {
  /** Asks the feed for something; the token of the client goes along. */
  get(path: string, token?: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  /** Opens the stream of changes after a number. */
  follow(after: number): Promise<FeedStream>;
  stop(): Promise<void>;
}

export interface FeedStream {
  /** Every line so far. */
  lines: FeedLine[];
  /** Resolves when a line fits; rejects when the stream ends first. */
  until(fits: (line: FeedLine) => boolean): Promise<FeedLine>;
  close(): Promise<void>;
}

/** The feed in this process, with a listener of its own on the database. */
export async function feedClient(services: Services, systemUrl: string, token: string): Promise<FeedClient> {
  const log = pino({ level: 'silent' });
  const changes = new ChangeListener(systemUrl, log);
  await changes.start();
  const app = createApp({ services, log, changes, close: async () => {} });
  const headersOf = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` });
  const get = async (path: string, secret = token) =>
    app.request(`http://api.test/feed/v1${path}`, { headers: headersOf(secret) });
  return {
    get,
    post: async (path, body) =>
      app.request(`http://api.test/feed/v1${path}`, {
        method: 'POST',
        headers: { ...headersOf(token), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    follow: async (after) => readStream(await get(`/changes?after=${after}`)),
    stop: () => changes.stop(),
  };
}

function readStream(response: Response): FeedStream {
  if (!response.body || response.status !== 200) throw new Error(`the feed answered ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const lines: FeedLine[] = [];
  const waiters = new Set<() => void>();
  let hasEnded = false;
  const wake = () => {
    for (const waiter of waiters) waiter();
  };
  const read = async () => {
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const parts = (rest + value).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) lines.push(toLine(part));
      wake();
    }
  };
  read()
    .catch(() => {})
    .finally(() => {
      hasEnded = true;
      wake();
    });
  const until = (fits: (line: FeedLine) => boolean) =>
    new Promise<FeedLine>((resolve, reject) => {
      const look = () => {
        const found = lines.find(fits);
        if (!found && !hasEnded) return;
        waiters.delete(look);
        if (found) resolve(found);
        else reject(new Error('the stream ended first'));
      };
      waiters.add(look);
      look();
    });
  return { lines, until, close: () => reader.cancel() };
}

function toLine(text: string): FeedLine {
  const value: unknown = JSON.parse(text);
  const heartbeat = FeedHeartbeat.safeParse(value);
  if (heartbeat.success) return { atMs: Date.now(), heartbeat: heartbeat.data };
  return { atMs: Date.now(), batch: ChangeBatch.parse(value) };
}
