import { type KeySet, parseKeySet } from '@tollgate/domain/jwt/key-set';
import type { JwksSource } from '@tollgate/policies/jwt/handler';
import type { Logger } from 'pino';
import type { KeptKeySet, KeySetStore } from './jwks-files.ts';

export interface JwksCacheOptions {
  /** Reads the text at an address; rejects when it cannot. */
  read(url: string): Promise<string>;
  /** What was read is kept here, for a start while an issuer is down. */
  store: KeySetStore;
  logger: Logger;
  nowMs?: () => number;
}

/** What is known of one address. */
interface Entry {
  keys: KeySet | undefined;
  /** The text the keys were read from, so that the same text keeps the same keys. */
  text: string;
  readAtMs: number;
  /** The `readAtMs` that is on disk. */
  keptAtMs: number;
  triedAtMs: number;
  problem: string | null;
  reading: Promise<void> | null;
}

/** Why keys could not be read, and whether older ones serve meanwhile. */
export interface JwksProblem {
  readonly url: string;
  readonly problem: string;
  /** Unix milliseconds until which the keys read before serve; null when there are none. */
  readonly servesUntilMs: number | null;
}

/** Older keys are read again in the background. */
const FRESH_MS = 5 * 60_000;
/** An issuer is asked no more often than this, whatever key ids callers make up. */
const MIN_PAUSE_MS = 10_000;
/** Keys that could not be read again for so long are trusted no more. */
const MAX_AGE_MS = 24 * 3_600_000;
/** The same keys read again are noted on disk this often. */
const KEEP_EVERY_MS = 3_600_000;
const MAX_ADDRESSES = 1000;

/** Key sets of issuers, in memory: read ahead of requests, and again when they are old or a key is not known. */
export class JwksCache implements JwksSource {
  readonly #entries = new Map<string, Entry>();
  readonly #options: JwksCacheOptions;
  readonly #nowMs: () => number;

  constructor(options: JwksCacheOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
    for (const kept of options.store.load()) this.#recall(kept);
  }

  /** Reads an address ahead of the first request. */
  prefetch(url: string): void {
    this.current(url);
  }

  current(url: string): KeySet | undefined {
    const entry = this.#entry(url);
    const ageMs = this.#nowMs() - entry.readAtMs;
    // Keys that were read before a start are read again at once: meanwhile they may have been withdrawn.
    if (ageMs > FRESH_MS || entry.triedAtMs === -Infinity) this.#readWhenAllowed(url, entry);
    return ageMs > MAX_AGE_MS ? undefined : entry.keys;
  }

  async refreshed(url: string): Promise<KeySet | undefined> {
    const entry = this.#entry(url);
    this.#readWhenAllowed(url, entry);
    if (entry.reading) await entry.reading;
    return this.current(url);
  }

  /** Addresses whose last reading failed, and why. */
  problems(): JwksProblem[] {
    return [...this.#entries].flatMap(([url, { problem, keys, readAtMs }]) => {
      if (problem === null) return [];
      const endMs = readAtMs + MAX_AGE_MS;
      return [{ url, problem, servesUntilMs: keys && endMs > this.#nowMs() ? endMs : null }];
    });
  }

  #entry(url: string): Entry {
    let entry = this.#entries.get(url);
    if (entry) this.#entries.delete(url);
    else entry = emptyEntry();
    this.#entries.set(url, entry);
    if (this.#entries.size > MAX_ADDRESSES) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#forget(oldest);
    }
    return entry;
  }

  #forget(url: string): void {
    this.#entries.delete(url);
    void this.#keep(() => this.#options.store.remove(url));
  }

  // A time to come, as after a clock was set back, would let keys serve for longer than a day.
  #recall({ url, text, readAtMs }: KeptKeySet): void {
    const nowMs = this.#nowMs();
    if (nowMs - readAtMs > MAX_AGE_MS || this.#entries.size >= MAX_ADDRESSES) {
      void this.#keep(() => this.#options.store.remove(url));
      return;
    }
    try {
      const at = Math.min(readAtMs, nowMs);
      const keys = parseKeySet(text);
      this.#entries.set(url, { ...emptyEntry(), keys, text, readAtMs: at, keptAtMs: at });
    } catch (error) {
      this.#options.logger.warn({ url, error: (error as Error).message }, 'kept keys of an issuer are none');
    }
  }

  #readWhenAllowed(url: string, entry: Entry): void {
    if (entry.reading || this.#nowMs() - entry.triedAtMs < MIN_PAUSE_MS) return;
    entry.triedAtMs = this.#nowMs();
    entry.reading = this.#read(url, entry).finally(() => {
      entry.reading = null;
    });
  }

  async #read(url: string, entry: Entry): Promise<void> {
    try {
      const text = await this.#options.read(url);
      const isSame = text === entry.text && entry.keys !== undefined;
      if (!isSame) entry.keys = parseKeySet(text);
      entry.text = text;
      entry.readAtMs = this.#nowMs();
      entry.problem = null;
      if (isSame && entry.readAtMs - entry.keptAtMs < KEEP_EVERY_MS) return;
      entry.keptAtMs = entry.readAtMs;
      void this.#keep(() => this.#options.store.save({ url, text, readAtMs: entry.readAtMs }));
    } catch (error) {
      entry.problem = (error as Error).message.slice(0, 200);
      this.#options.logger.warn({ url, error: entry.problem }, 'the keys of an issuer could not be read');
    }
  }

  async #keep(step: () => Promise<void>): Promise<void> {
    await step().catch((error: Error) => {
      this.#options.logger.warn({ error: error.message }, 'keys of an issuer could not be kept on disk');
    });
  }
}

function emptyEntry(): Entry {
  return {
    keys: undefined,
    text: '',
    readAtMs: -Infinity,
    keptAtMs: -Infinity,
    triedAtMs: -Infinity,
    problem: null,
    reading: null,
  };
}
