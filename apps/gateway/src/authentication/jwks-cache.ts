import { type KeySet, parseKeySet } from '@tollgate/domain/jwt/key-set';
import type { JwksSource } from '@tollgate/policies/jwt/handler';
import type { Logger } from 'pino';

export interface JwksCacheOptions {
  /** Reads the text at an address; rejects when it cannot. */
  read(url: string): Promise<string>;
  logger: Logger;
  nowMs?: () => number;
}

/** What is known of one address. */
interface Entry {
  keys: KeySet | undefined;
  /** The text the keys were read from, so that the same text keeps the same keys. */
  text: string;
  readAtMs: number;
  triedAtMs: number;
  problem: string | null;
  reading: Promise<void> | null;
}

/** Older keys are read again in the background. */
const FRESH_MS = 5 * 60_000;
/** An issuer is asked no more often than this, whatever key ids callers make up. */
const MIN_PAUSE_MS = 10_000;
/** Keys that could not be read again for so long are trusted no more. */
const MAX_AGE_MS = 24 * 3_600_000;
const MAX_ADDRESSES = 1000;

/** Key sets of issuers, in memory: read ahead of requests, and again when they are old or a key is not known. */
export class JwksCache implements JwksSource {
  readonly #entries = new Map<string, Entry>();
  readonly #options: JwksCacheOptions;
  readonly #nowMs: () => number;

  constructor(options: JwksCacheOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
  }

  /** Reads an address ahead of the first request. */
  prefetch(url: string): void {
    this.current(url);
  }

  current(url: string): KeySet | undefined {
    const entry = this.#entry(url);
    const ageMs = this.#nowMs() - entry.readAtMs;
    if (ageMs > FRESH_MS) this.#readWhenAllowed(url, entry);
    return ageMs > MAX_AGE_MS ? undefined : entry.keys;
  }

  async refreshed(url: string): Promise<KeySet | undefined> {
    const entry = this.#entry(url);
    this.#readWhenAllowed(url, entry);
    if (entry.reading) await entry.reading;
    return this.current(url);
  }

  /** Addresses whose last reading failed, and why. */
  problems(): { url: string; problem: string }[] {
    return [...this.#entries].flatMap(([url, { problem }]) => (problem === null ? [] : [{ url, problem }]));
  }

  #entry(url: string): Entry {
    let entry = this.#entries.get(url);
    if (!entry) {
      entry = {
        keys: undefined,
        text: '',
        readAtMs: -Infinity,
        triedAtMs: -Infinity,
        problem: null,
        reading: null,
      };
    } else {
      this.#entries.delete(url);
    }
    this.#entries.set(url, entry);
    if (this.#entries.size > MAX_ADDRESSES) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    return entry;
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
      if (text !== entry.text || !entry.keys) entry.keys = parseKeySet(text);
      entry.text = text;
      entry.readAtMs = this.#nowMs();
      entry.problem = null;
    } catch (error) {
      entry.problem = (error as Error).message.slice(0, 200);
      this.#options.logger.warn({ url, error: entry.problem }, 'the keys of an issuer could not be read');
    }
  }
}
