import { type ClientHttp2Session, constants } from 'node:http2';
import type { Http2Call } from './http2-call.ts';

/** Who has a session. */
export interface SessionOwner {
  /** It may take another call. */
  onRoom(): void;
  onClosed(session: OriginSession): void;
}

/** A session nobody uses is closed after this long. */
const IDLE_TIMEOUT_MS = 30_000;
/** For how long an upstream that let a call wait too long may take to answer a ping. */
const PING_TIMEOUT_MS = 5000;
/** Until an upstream has said how many calls it takes at once. */
const CALLS_AT_FIRST = 100;
const MOST_CALLS = 1000;

/** One connection to an upstream that speaks HTTP/2, with the calls on it. */
export class OriginSession {
  readonly #session: ClientHttp2Session;
  readonly #calls = new Set<Http2Call>();
  #mostCalls = CALLS_AT_FIRST;
  #isLeaving = false;
  #idleSinceMs = Date.now();
  #pingedAtMs = Number.POSITIVE_INFINITY;

  constructor(session: ClientHttp2Session, owner: SessionOwner) {
    this.#session = session;
    session.on('remoteSettings', ({ maxConcurrentStreams }) => {
      this.#mostCalls = Math.min(maxConcurrentStreams ?? MOST_CALLS, MOST_CALLS);
      owner.onRoom();
    });
    session.on('goaway', () => {
      this.#isLeaving = true;
    });
    // `close` follows, and tells.
    session.on('error', () => {});
    session.on('close', () => owner.onClosed(this));
  }

  get hasRoom(): boolean {
    const { closed, destroyed } = this.#session;
    return !this.#isLeaving && !closed && !destroyed && this.#calls.size < this.#mostCalls;
  }

  /** Where its other side is; undefined once it is closed. */
  get address(): string | undefined {
    return this.#session.destroyed ? undefined : this.#session.socket.remoteAddress;
  }

  /** Lets the calls under way end, and takes no other. */
  retire(): void {
    this.#isLeaving = true;
    if (!this.#session.closed) this.#session.close();
  }

  begin(call: Http2Call): void {
    this.#calls.add(call);
    try {
      call.begin(this.#session);
    } catch (error) {
      call.fail('closed', error as Error);
    }
  }

  /** Whether the call was one of this session. */
  remove(call: Http2Call): boolean {
    if (!this.#calls.delete(call)) return false;
    if (this.#calls.size === 0) this.#idleSinceMs = Date.now();
    return true;
  }

  /** Ends what has waited too long; called every so often. */
  checkDeadlines(nowMs: number): void {
    const before = this.#calls.size;
    for (const call of this.#calls) call.checkDeadline(nowMs);
    if (this.#calls.size < before) this.#ping(nowMs);
    if (nowMs - this.#pingedAtMs > PING_TIMEOUT_MS) this.destroy();
    else if (this.#calls.size === 0 && nowMs - this.#idleSinceMs > IDLE_TIMEOUT_MS) this.#session.close();
  }

  destroy(): void {
    this.#session.destroy(undefined, constants.NGHTTP2_NO_ERROR);
  }

  // A connection that leads nowhere any more would take every further call with it.
  #ping(nowMs: number): void {
    if (this.#pingedAtMs !== Number.POSITIVE_INFINITY || this.#session.destroyed) return;
    this.#pingedAtMs = nowMs;
    this.#session.ping((error) => {
      if (!error) this.#pingedAtMs = Number.POSITIVE_INFINITY;
    });
  }
}
