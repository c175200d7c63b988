import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { readTtl } from './read-ttl.ts';

/** Asks for all addresses of a name as the machine does: hosts file, search domains and DNS. */
export type Resolve = (
  name: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

export interface AddressBookOptions {
  readonly resolve?: Resolve;
  /** Seconds that DNS says an answer holds; null when it says nothing of these addresses. */
  readonly ttlOf?: (name: string, addresses: readonly string[]) => Promise<number | null>;
  readonly now?: () => number;
}

interface Entry {
  addresses: LookupAddress[];
  /** Those, for look-up. */
  current: ReadonlySet<string>;
  answeredAtMs: number;
  expiresAtMs: number;
  lastUsedMs: number;
  /** Whose turn it is. */
  turn: number;
}

const SHORTEST_MS = 1000;
const LONGEST_MS = 300_000;
/** Where DNS does not say: an address from the hosts file, or one no name server is asked for. */
const UNKNOWN_TTL_MS = 30_000;
/** The machine's resolver takes one of the few threads that files are written in. */
const MOST_AT_ONCE = 2;

/**
 * The addresses of upstreams' names for as long as DNS says they hold, at least a second and at most five minutes. Names
 * in use are asked for again when that is over; each connection begins with another of several addresses.
 */
export class AddressBook {
  readonly #resolve: Resolve;
  readonly #ttlOf: NonNullable<AddressBookOptions['ttlOf']>;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<Entry>>();

  constructor({ resolve = lookup, ttlOf = readTtl, now = Date.now }: AddressBookOptions = {}) {
    this.#resolve = resolve;
    this.#ttlOf = ttlOf;
    this.#now = now;
  }

  /** In place of `dns.lookup` for a socket. */
  readonly lookup: LookupFunction = (name, options, done) => {
    this.#entryOf(name).then(
      (entry) => {
        const addresses = inTurn(entry);
        const [first] = addresses;
        if (options.all) done(null, addresses);
        else done(null, first?.address ?? '', first?.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };

  /** The addresses that a name has by its newest answer; undefined while there is none. */
  currentOf(name: string): ReadonlySet<string> | undefined {
    const entry = this.#entries.get(name);
    if (entry) entry.lastUsedMs = this.#now();
    return entry?.current;
  }

  /** Asks again for what is over, and forgets what nobody used for a while. */
  refresh(): void {
    const nowMs = this.#now();
    for (const [name, entry] of this.#entries) {
      if (nowMs < entry.expiresAtMs) continue;
      if (nowMs - entry.lastUsedMs > LONGEST_MS) this.#entries.delete(name);
      else if (this.#asking.size < MOST_AT_ONCE) this.#ask(name).catch(() => {});
    }
  }

  async #entryOf(name: string): Promise<Entry> {
    const known = this.#entries.get(name);
    const nowMs = this.#now();
    if (known) known.lastUsedMs = nowMs;
    if (known && nowMs < known.expiresAtMs) return known;
    return this.#ask(name);
  }

  #ask(name: string): Promise<Entry> {
    let asking = this.#asking.get(name);
    if (!asking) {
      asking = this.#askNow(name).finally(() => this.#asking.delete(name));
      this.#asking.set(name, asking);
    }
    return asking;
  }

  async #askNow(name: string): Promise<Entry> {
    const before = this.#entries.get(name);
    const found = await this.#addressesOf(name).catch((error: NodeJS.ErrnoException) => {
      // A name server that is away for a moment says nothing of the name.
      if (before && error.code !== 'ENOTFOUND' && this.#now() - before.answeredAtMs < LONGEST_MS) return null;
      this.#entries.delete(name);
      throw error;
    });
    const nowMs = this.#now();
    if (found === null) {
      (before as Entry).expiresAtMs = nowMs + SHORTEST_MS;
      return before as Entry;
    }
    const current = new Set(found.map(({ address }) => address));
    const entry: Entry = {
      addresses: found,
      current,
      answeredAtMs: nowMs,
      expiresAtMs: nowMs + UNKNOWN_TTL_MS,
      lastUsedMs: before?.lastUsedMs ?? nowMs,
      turn: before?.turn ?? 0,
    };
    this.#entries.set(name, entry);
    void this.#limit(name, entry);
    return entry;
  }

  // Connections do not wait for it.
  async #limit(name: string, entry: Entry): Promise<void> {
    const seconds = await this.#ttlOf(name, [...entry.current]).catch(() => null);
    if (seconds === null) return;
    entry.expiresAtMs = entry.answeredAtMs + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, seconds * 1000));
  }

  #addressesOf(name: string): Promise<LookupAddress[]> {
    return new Promise((done, fail) => {
      this.#resolve(name, { all: true }, (error, found) => (error ? fail(error) : done(found)));
    });
  }
}

function inTurn(entry: Entry): LookupAddress[] {
  const { addresses } = entry;
  const at = entry.turn++ % Math.max(1, addresses.length);
  return at === 0 ? addresses : [...addresses.slice(at), ...addresses.slice(0, at)];
}
