import type { HeaderPairs } from '../policy.ts';
import type { Directives } from './rules/cache-control.ts';
import { selectionOf } from './rules/vary.ts';

/** An answer as it is kept. */
export interface KeptAnswer {
  readonly status: number;
  /** Names in lower case; without those of a connection, `Age` and `Content-Length`. */
  readonly headers: HeaderPairs;
  readonly directives: Directives;
  readonly body: Uint8Array;
  readonly receivedAtMs: number;
  readonly ageAtReceiptMs: number;
  readonly lifetimeMs: number;
  /** Names of the request's headers it was chosen by, and what the request said in them. */
  readonly varied: readonly string[];
  readonly selection: string;
}

/** A place in the store, which holds one answer after another. */
export interface Entry {
  readonly url: string;
  readonly partition: string;
  answer: KeptAnswer;
  bytes: number;
  isKept: boolean;
  /** Whether it is being asked for again behind an answer. */
  isRefreshing: boolean;
}

export interface AnswerStoreLimits {
  readonly maxBytes: number;
  readonly maxEntries: number;
}

/** Answers to one address of one partition that differ by `Vary`: the oldest goes beyond this many. */
const MOST_VARIANTS = 32;
const ENTRY_OVERHEAD_BYTES = 600;

/** Answers of all API versions in the memory of one worker; those used least recently go first. */
export class AnswerStore {
  bytes = 0;
  readonly #limits: AnswerStoreLimits;
  readonly #spaces = new Map<string, { owner: object; signature: () => string; space: Space }>();
  /** In the order of their last use. */
  readonly #entries = new Map<Entry, Space>();

  constructor(limits: AnswerStoreLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#entries.size;
  }

  /**
   * The answers of an API version. A new `owner` whose signature is another one begins with none, and those of the former
   * are gone.
   */
  spaceOf(versionId: string, owner: object, signature: () => string): Space {
    const known = this.#spaces.get(versionId);
    if (known?.owner === owner) return known.space;
    if (known && known.signature() === signature()) {
      known.owner = owner;
      known.signature = signature;
      return known.space;
    }
    known?.space.close();
    const space = new Space(this);
    this.#spaces.set(versionId, { owner, signature, space });
    return space;
  }

  onUsed(entry: Entry): void {
    const space = this.#entries.get(entry);
    if (!space) return;
    this.#entries.delete(entry);
    this.#entries.set(entry, space);
  }

  onAdded(entry: Entry, space: Space): void {
    this.#entries.set(entry, space);
    this.bytes += entry.bytes;
    const { maxBytes, maxEntries } = this.#limits;
    while (this.bytes > maxBytes || this.#entries.size > maxEntries) {
      const [oldest] = this.#entries;
      if (!oldest) return;
      oldest[1].remove(oldest[0]);
    }
  }

  onRemoved(entry: Entry): void {
    if (this.#entries.delete(entry)) this.bytes -= entry.bytes;
  }
}

/** The answers of one API version, by address and by whom they are for. */
export class Space {
  readonly #store: AnswerStore;
  readonly #urls = new Map<string, Map<string, Entry[]>>();
  #isClosed = false;

  constructor(store: AnswerStore) {
    this.#store = store;
  }

  /** The newest answer that fits a request; null when none does. */
  find(url: string, partition: string, request: HeaderPairs): Entry | null {
    const entry = this.#urls
      .get(url)
      ?.get(partition)
      ?.find(({ answer }) => selectionOf(answer.varied, request) === answer.selection);
    if (!entry) return null;
    this.#store.onUsed(entry);
    return entry;
  }

  /** Whether there is any answer to an address, whatever it varies by. */
  has(url: string, partition: string): boolean {
    return this.#urls.get(url)?.has(partition) === true;
  }

  /** Keeps an answer in place of those that would have fitted the request. */
  put(url: string, partition: string, answer: KeptAnswer, request: HeaderPairs): void {
    if (this.#isClosed) return;
    for (const entry of [...(this.#urls.get(url)?.get(partition) ?? [])]) {
      if (selectionOf(entry.answer.varied, request) === entry.answer.selection) this.remove(entry);
    }
    const partitions = this.#urls.get(url) ?? new Map<string, Entry[]>();
    this.#urls.set(url, partitions);
    const variants = partitions.get(partition) ?? [];
    partitions.set(partition, variants);
    const entry = { url, partition, answer, bytes: sizeOf(url, answer), isKept: true, isRefreshing: false };
    variants.unshift(entry);
    this.#store.onAdded(entry, this);
    const last = variants[MOST_VARIANTS];
    if (last) this.remove(last);
  }

  /** Puts another answer into a place that is still kept. */
  replace(entry: Entry, answer: KeptAnswer): void {
    if (!entry.isKept) return;
    this.#store.onRemoved(entry);
    entry.answer = answer;
    entry.bytes = sizeOf(entry.url, answer);
    this.#store.onAdded(entry, this);
  }

  remove(entry: Entry): void {
    if (!entry.isKept) return;
    entry.isKept = false;
    this.#store.onRemoved(entry);
    const partitions = this.#urls.get(entry.url);
    const rest = partitions?.get(entry.partition)?.filter((other) => other !== entry) ?? [];
    if (rest.length > 0) partitions?.set(entry.partition, rest);
    else partitions?.delete(entry.partition);
    if (partitions?.size === 0) this.#urls.delete(entry.url);
  }

  /** Removes all answers to an address, whoever they are for. */
  invalidate(url: string): void {
    for (const variants of [...(this.#urls.get(url)?.values() ?? [])]) {
      for (const entry of [...variants]) this.remove(entry);
    }
  }

  /** Removes all there is and keeps nothing from now on. */
  close(): void {
    this.#isClosed = true;
    for (const url of [...this.#urls.keys()]) this.invalidate(url);
  }
}

function sizeOf(url: string, { body, headers, selection }: KeptAnswer): number {
  let letters = url.length + selection.length;
  for (const text of headers) letters += text.length;
  return body.length + letters + ENTRY_OVERHEAD_BYTES;
}
