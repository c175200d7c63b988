const WINDOW_MS = 60_000;
/** Requests of one developer in a minute: a person who reads and tries needs a fraction of it. */
const MOST_PER_SESSION = 30;
/** Requests of one address in a minute: offices have one, and several readers. */
const MOST_PER_ADDRESS = 60;
/** Windows that are remembered at a time; beyond them, the oldest are forgotten. */
const MOST_WINDOWS = 20_000;

/** Who sends: a developer when signed in, and always an address. */
export interface Sender {
  developerId: string | undefined;
  address: string;
}

/** Counts what readers send through this process. Our server must not be a way to flood a gateway unseen. */
export class TryBudget {
  readonly #windows = new Map<string, { endsAtMs: number; count: number }>();

  /** Takes one request, or says for how many seconds to wait. A refused request takes nothing. */
  take({ developerId, address }: Sender, nowMs: number): { retryAfterSeconds: number } | undefined {
    const wanted = [
      { key: `address ${networkOf(address)}`, most: MOST_PER_ADDRESS },
      ...(developerId === undefined ? [] : [{ key: `session ${developerId}`, most: MOST_PER_SESSION }]),
    ].map(({ key, most }) => ({ key, most, window: this.#windowOf(key, nowMs) }));
    const full = wanted.filter(({ most, window }) => window.count >= most);
    if (full.length > 0) {
      const endsAtMs = Math.max(...full.map(({ window }) => window.endsAtMs));
      return { retryAfterSeconds: Math.max(1, Math.ceil((endsAtMs - nowMs) / 1000)) };
    }
    for (const { key, window } of wanted) {
      window.count++;
      this.#windows.set(key, window);
    }
    this.#forget(nowMs);
    return undefined;
  }

  /** How many windows are remembered. */
  get size(): number {
    return this.#windows.size;
  }

  #windowOf(key: string, nowMs: number) {
    const known = this.#windows.get(key);
    if (known && known.endsAtMs > nowMs) return known;
    // A new window goes to the end of the map, which stays in the order in which windows end.
    this.#windows.delete(key);
    return { endsAtMs: nowMs + WINDOW_MS, count: 0 };
  }

  #forget(nowMs: number): void {
    for (const [key, { endsAtMs }] of this.#windows) {
      if (endsAtMs > nowMs && this.#windows.size <= MOST_WINDOWS) return;
      this.#windows.delete(key);
    }
  }
}

/** Who has one IPv6 address has all of its /64. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}
